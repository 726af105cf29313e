import type { Sql } from '../port/sql.ts';

/** Channel on which an append tells the readers its topic. Only a hint: readers poll as well. */
export const LOG_CHANNEL = 'huren_log';

/**
 * The log, in a database of its own. `next_offset` is read and raised under the partition's row lock. Messages of up to
 * 8 kB are not compressed: PostgreSQL takes longer for it than for writing them.
 */
export const logSchema = `
create table if not exists log_partition (
  topic text not null,
  "partition" int not null,
  next_offset bigint not null default 0,
  compacted_to bigint not null default 0,
  primary key (topic, "partition")
);
create table if not exists log_message (
  topic text not null,
  "partition" int not null,
  "offset" bigint not null,
  key text not null,
  event json not null,
  at timestamptz not null default now(),
  primary key (topic, "partition", "offset")
) with (toast_tuple_target = 8160);
create index if not exists log_message_key on log_message (topic, "partition", key, "offset");
create table if not exists log_group (
  consumer_group text not null,
  topic text not null,
  "partition" int not null,
  next_offset bigint not null,
  at timestamptz not null default now(),
  primary key (consumer_group, topic, "partition")
);
`;

/** Creates what is missing. Processes that start together take turns. */
export const createLogSchema = async (tx: Sql): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('huren.log.schema', 0))`);
  await tx.query(logSchema);
};
