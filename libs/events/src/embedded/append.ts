import type { WrittenEvent } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';
import { textArray } from '../postgres/text-array.ts';
import { withField } from '../util/json-bytes.ts';
import { LOG_CHANNEL } from './schema.ts';

/** An event and the partition it belongs to. */
export interface Placed {
  event: WrittenEvent;
  partition: number;
}

interface PartitionRow {
  topic: string;
  partition: number;
  next_offset: string;
}

// Held to the commit: an offset becomes visible before the next one is given out. In order: no deadlock.
const LOCK = `
select topic, "partition", next_offset from log_partition
where (topic, "partition") in (select * from unnest($1::text[], $2::int[]))
order by topic, "partition" for update`;

const INSERT = `
insert into log_message (topic, "partition", "offset", key, event)
select topic, "partition", "offset", key, event::json
  from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[]) as t (topic, "partition", "offset", key, event)`;

const RAISE = `
with raised as (
  update log_partition p set next_offset = n.next
  from unnest($1::text[], $2::int[], $3::bigint[]) as n (topic, "partition", next)
  where p.topic = n.topic and p."partition" = n."partition" returning 1
) select count(*) from raised`;

const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;

const lockPartitions = async (tx: Sql, placed: readonly Placed[]): Promise<Map<string, number>> => {
  const rows = await tx.query<PartitionRow>(LOCK, [
    placed.map(({ event }) => event.topic),
    placed.map(({ partition }) => partition),
  ]);
  return new Map(rows.map((row) => [nameOf(row.topic, row.partition), Number(row.next_offset)]));
};

/** Appends in the given order within each partition, in the caller's transaction. */
export const append = async (tx: Sql, placed: readonly Placed[]): Promise<void> => {
  const next = await lockPartitions(tx, placed);
  const offsets = placed.map(({ event, partition }) => {
    const name = nameOf(event.topic, partition);
    const offset = next.get(name);
    if (offset === undefined) throw new Error(`the log has no partition ${name}`);
    next.set(name, offset + 1);
    return offset;
  });
  const topics = placed.map(({ event }) => event.topic);
  const partitions = placed.map(({ partition }) => partition);
  const keys = placed.map(({ event }) => event.key);
  await tx.query(INSERT, [
    topics,
    partitions,
    offsets,
    keys,
    textArray(placed.map(({ event: { data, ...attributes } }) => withField(attributes, 'data', data))),
  ]);
  const names = [...next.keys()].map((name) => name.split('/') as [string, string]);
  await tx.query(RAISE, [names.map(([topic]) => topic), names.map(([, n]) => n), [...next.values()]]);
  await tx.query('select pg_notify($1, topic) from unnest($2::text[]) as topic', [
    LOG_CHANNEL,
    [...new Set(topics)],
  ]);
};
