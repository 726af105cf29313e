import type { Sql } from '../port/sql.ts';

const KEY = `
select pg_advisory_xact_lock_shared(hashtextextended('huren.letters.' || $1, 0)),
       pg_advisory_xact_lock(hashtextextended('huren.replay.' || $1 || $2 || $3, 0))`;

const CONSUMER = `select pg_try_advisory_xact_lock(hashtextextended('huren.letters.' || $1, 0)) as had`;

/** Until the transaction ends nobody else replays letters of the key, and none of the consumer's is dismissed. */
export const lockKey = (tx: Sql, consumer: string, topic: string, key: string): Promise<unknown> =>
  tx.query(KEY, [consumer, topic, key]);

/**
 * Until the transaction ends no letter of the consumer is replayed; false: one is. Nothing waits, for replays of other
 * keys would wait behind it.
 */
export const tryLockConsumer = async (tx: Sql, consumer: string): Promise<boolean> => {
  const [row] = await tx.query<{ had: boolean }>(CONSUMER, [consumer]);
  return row?.had ?? false;
};
