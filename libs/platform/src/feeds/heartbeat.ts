import { appendToOutbox, draftOf, feedTopic } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { IssuerCode } from '@huren/standard';
import type { Clock } from '../clock/clock.ts';
import type { ServiceDatabase } from '../database/data-source.ts';

export type HeartbeatOptions = {
  readonly database: Pick<ServiceDatabase, 'transactions'>;
  /** The domain clock. */
  readonly clock: Clock;
  readonly publisher: string;
  readonly issuers?: readonly IssuerCode[];
};

const EVERY_MS = 5000;

// What a transaction that is still open will commit may come after this heartbeat.
const OPEN = `
select coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0)::float as seconds
from pg_stat_activity
where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()`;

// One at a time until it is committed: replicas, whose clocks differ, count on together in the outbox's order.
const LOCK = `select pg_advisory_xact_lock(hashtextextended('huren.feed.heartbeat', 0))`;
const NEXT = `select (extract(epoch from clock_timestamp()) * 1e6)::bigint as version`;

/**
 * Says every five seconds of the domain clock up to when all that this service had to say has been said. The relay
 * publishes in the order of the outbox, so whoever has read this has been sent all that was committed before.
 */
export const feedHeartbeat = ({ database, clock, publisher, issuers = [] }: HeartbeatOptions) => {
  let last = Number.NEGATIVE_INFINITY;
  return async (): Promise<void> => {
    const now = clock.now().getTime();
    if (now - last < EVERY_MS) return;
    await database.transactions.run(async (tx) => {
      await tx.query(LOCK);
      const [open] = await tx.query<{ seconds: number }>(OPEN);
      const [next] = await tx.query<{ version: string }>(NEXT);
      const data = {
        publisher,
        issuers: [...issuers],
        completeAt: chinaTime(new Date(now - (open?.seconds ?? 0) * 1000)),
        version: Number(next?.version),
      };
      const time = chinaTime(new Date(now));
      await appendToOutbox(tx, [draftOf(feedTopic, { source: `/${publisher}`, time, data })]);
    });
    last = now;
  };
};
