import { every } from '@huren/platform';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bus, Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { shareRecords } from '../../arrivals/share-records.ts';
import type { HubContext } from '../../hub-context.ts';
import { followRecords } from '../../manifests/follow-records.ts';
import { gatherTopic } from './gather-topic.ts';
import { mergeBatch, removeOthers } from './merge-gathered.ts';
import { noteAlive, noteEnd, noteState } from './rebuild-store.ts';
import type { RebuildCounts } from './rebuild-store.ts';

const BATCH = 1000;
const ALIVE_MS = 5000;
const POLL_MS = 20;

/** So long, in ms, a rebuild waits for what was written before it: a relay that stands still publishes nothing. */
const PUBLISHED_WITHIN_MS = 10 * 60_000;

/** What was written before a rebuild did not reach the bus in time. */
class NotPublished extends Error {
  override readonly name = 'not_published';
}

/**
 * Makes the record index equal to its topic while it serves. Whatever is written from now on carries the new
 * generation and is right; when all that was written before has been published, the topic is read from its start,
 * and rows of older generations are put right by it, with what follows from them.
 */
export const rebuildIndex = async (
  generation: number,
  bus: Bus,
  context: HubContext,
  publishedWithinMs = PUBLISHED_WITHIN_MS,
): Promise<void> => {
  const { sql, transactions } = context.database;
  const alive = every(
    ALIVE_MS,
    () => noteAlive(sql, generation),
    () => undefined,
  );
  try {
    await untilPublished(sql, performance.now() + publishedWithinMs);
    await noteState(sql, generation, 'gathering');
    const { unreadable } = await gatherTopic(bus, transactions, generation);
    await noteState(sql, generation, 'merging');
    const counts = { ...(await merge(generation, context)), unreadable };
    await noteEnd(sql, generation, { state: 'done', counts });
  } catch (error) {
    await noteEnd(sql, generation, { state: 'failed', error: error instanceof Error ? error.name : 'error' });
    throw error;
  } finally {
    await alive.stop();
  }
};

const holds = async (sql: Sql, condition: string, params: unknown[]): Promise<boolean> =>
  (await sql.query<{ holds: boolean }>(`select ${condition} as holds`, params))[0]?.holds ?? false;

/**
 * Resolves when every transaction that had begun has ended, and what it put into the outbox is on the bus.
 * @throws NotPublished after the deadline
 */
const untilPublished = async (sql: Sql, deadline: number): Promise<void> => {
  const until = async (condition: string, params: unknown[]): Promise<void> => {
    while (!(await holds(sql, condition, params))) {
      if (performance.now() > deadline) throw new NotPublished('the outbox was not published in time');
      await delay(POLL_MS);
    }
  };
  const [now] = await sql.query<{ xid: string }>(
    'select pg_snapshot_xmax(pg_current_snapshot())::text as xid',
  );
  await until('pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8', [now?.xid]);
  const [last] = await sql.query<{ seq: string | null }>('select max(seq) as seq from outbox');
  if (last?.seq) await until('not exists (select from outbox where seq <= $1)', [last.seq]);
};

const merge = async (generation: number, context: HubContext): Promise<Omit<RebuildCounts, 'unreadable'>> => {
  const { repaired, added } = await putRight(generation, context);
  const removed = await takeOut(generation, context);
  const [row] = await context.database.sql.query<{ n: number }>(
    'select count(*)::int as n from code_record_gathered where generation = $1',
    [generation],
  );
  return { codes: row?.n ?? 0, repaired, added, removed };
};

const putRight = async (generation: number, context: HubContext) => {
  let [after, repaired, added]: [CodeRef | undefined, number, number] = [undefined, 0, 0];
  do {
    const merged = await context.database.transactions.run(async (tx) => {
      const batch = await mergeBatch(tx, generation, after ?? '', BATCH);
      const states = batch.written.map(({ state }) => state);
      await shareRecords(tx, states, context);
      await followRecords(tx, refsOf(states), context);
      await context.records.unsettled(refsOf(states));
      return batch;
    });
    const fresh = merged.written.filter((one) => one.added).length;
    added += fresh;
    repaired += merged.written.length - fresh;
    after = merged.last;
  } while (after);
  return { repaired, added };
};

const takeOut = async (generation: number, context: HubContext): Promise<number> => {
  let [after, removed]: [CodeRef | undefined, number] = [undefined, 0];
  do {
    const { last, gone } = await context.database.transactions.run(async (tx) => {
      const page = await removeOthers(tx, generation, after ?? '', BATCH);
      await followRecords(tx, page.gone, context);
      await context.records.unsettled(page.gone);
      return page;
    });
    removed += gone.length;
    after = last;
  } while (after);
  return removed;
};

const refsOf = (states: readonly { codeRef: CodeRef }[]): CodeRef[] => states.map(({ codeRef }) => codeRef);
