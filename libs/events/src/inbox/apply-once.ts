import type { Sql } from '../port/sql.ts';

const REMEMBER = `
insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing returning event_id`;

/**
 * Does the work unless the consumer has applied the event before, in the handler's own transaction:
 * both are committed or neither is. Not needed where a conditional update (`where version < $new`)
 * makes the work idempotent.
 */
export const applyOnce = async (
  tx: Sql,
  consumer: string,
  eventId: string,
  work: () => Promise<void>,
): Promise<'applied' | 'duplicate'> => {
  const remembered = await tx.query(REMEMBER, [consumer, eventId]);
  if (remembered.length === 0) return 'duplicate';
  await work();
  return 'applied';
};

/** Forgets what was applied before an instant: older than any event that can still be delivered. */
export const pruneInbox = async (tx: Sql, before: Date): Promise<number> => {
  const [row] = await tx.query<{ n: number }>(
    'with gone as (delete from inbox where at < $1 returning 1) select count(*)::int as n from gone',
    [before],
  );
  return row?.n ?? 0;
};
