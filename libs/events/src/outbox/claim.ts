import { inTransaction } from '../postgres/pool.ts';
import type { Bus } from '../port/bus.ts';
import type { WrittenEvent } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';
import { splitField } from '../util/json-bytes.ts';

interface Row {
  seq: string;
  event: string;
  /** When it was written, in ms. */
  at: number;
}

// All visible rows, no cursor: a row whose transaction commits late is taken when it becomes visible.
const TAKE = `
select seq, event::text, extract(epoch from at)::float8 * 1000 as at from outbox order by seq limit $1`;
const FORGET = `
with gone as (delete from outbox where seq = any($1::bigint[]) returning 1) select count(*)::int from gone`;

const splitEvent = (text: string): WrittenEvent => {
  const [attributes, data] = splitField<Omit<WrittenEvent, 'data'>>(text, 'data');
  return { ...attributes, data };
};

export interface Claim {
  limit: number;
  /** So often the session is used while the bus takes its time: idle, the server would end it. */
  aliveMs: number;
  /** When the oldest row was written, in ms. */
  onSeen: (oldestAt: number | null) => void;
}

/** Publishes and deletes what is visible, in one transaction. Killed in between, it publishes again. */
export const publishVisible = (
  sql: Sql,
  bus: Pick<Bus, 'publish'>,
  { limit, aliveMs, onSeen }: Claim,
): Promise<number> =>
  inTransaction(sql, async (tx) => {
    const rows = await tx.query<Row>(TAKE, [limit]);
    onSeen(rows[0]?.at ?? null);
    if (rows.length === 0) return 0;
    // A relay whose connection is gone may have a successor: it sends nothing again.
    const ask = (): Promise<unknown> => tx.query('select 1');
    const alive = setInterval(() => void ask().catch(() => undefined), aliveMs);
    const events = rows.map(({ event }) => splitEvent(event));
    await bus.publish(events, ask).finally(() => clearInterval(alive));
    await tx.query(FORGET, [rows.map((row) => row.seq)]);
    return rows.length;
  });

// The server's own vacuum comes once a minute at most, when a peak has left a hundred thousand behind. It keeps the
// pages, for giving them back takes a lock that writers would wait for.
const CLEAR = 'vacuum (skip_locked, index_cleanup on, truncate off) outbox';

/** After a vacuum that failed, as it does under a transaction that has long been open, so many times as many must go. */
const PATIENCE = 10;

/** Clears away what is left of rows that went, after so many. What is not cleared is no fault of what went. */
export const clearing = (every: number, onError: (error: unknown) => void) => {
  let left = 0;
  return async (sql: Sql, gone: number): Promise<void> => {
    left += gone;
    if (left < every) return;
    left = 0;
    await sql.query(CLEAR).catch((error: unknown) => {
      left = -PATIENCE * every;
      onError(error);
    });
  };
};

/** Rows waiting, uncommitted ones excepted. */
export const countWaiting = async (sql: Sql): Promise<number> =>
  (await sql.query<{ n: number }>('select count(*)::int as n from outbox'))[0]?.n ?? 0;
