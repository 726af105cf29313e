import type { Contracts } from '../contracts/registry.ts';
import type { Sql } from '../port/sql.ts';

// What was compacted is passed over until something is written again; what expires does so by itself.
const PARTITIONS = `
select topic, "partition", next_offset, compacted_to from log_partition
where compacted_to < next_offset order by topic, "partition"`;

// Only keys written since the last time can have gained an older message to drop.
const COMPACT = `
with last as (
  select key, max("offset") as "offset" from log_message
  where topic = $1 and "partition" = $2 and "offset" >= $3 and "offset" < $4 group by key
), gone as (
  delete from log_message m using last
  where m.topic = $1 and m."partition" = $2 and m.key = last.key and m."offset" < last."offset" returning 1
), noted as (
  update log_partition set compacted_to = $4 where topic = $1 and "partition" = $2 returning 1
)
select count(*)::int as n from gone`;

// What some group has not handled yet stays, however old.
const EXPIRE = `
with gone as (
  delete from log_message m
  where m.topic = $1 and m."partition" = $2 and m.at < now() - make_interval(days => $3)
  and m."offset" < coalesce(
    (select min(g.next_offset) from log_group g where g.topic = $1 and g."partition" = $2), $4::bigint)
  returning 1
)
select count(*)::int as n from gone`;

interface PartitionRow {
  topic: string;
  partition: number;
  next_offset: string;
  compacted_to: string;
}

const keepHouse = async (sql: Sql, row: PartitionRow, contracts: Contracts): Promise<number> => {
  const contract = contracts.find(row.topic);
  const place = [row.topic, row.partition];
  const count = async (statement: string, params: unknown[]): Promise<number> =>
    (await sql.query<{ n: number }>(statement, [...place, ...params]))[0]?.n ?? 0;
  if (contract?.compacted) return count(COMPACT, [row.compacted_to, row.next_offset]);
  if (contract?.retentionDays) return count(EXPIRE, [contract.retentionDays, row.next_offset]);
  return 0;
};

/**
 * Drops what a compacted topic need not keep (all but the last message of each key; tombstones stay)
 * and what is past its retention.
 * @returns the number of messages dropped
 */
export const compact = async (sql: Sql, contracts: Contracts): Promise<number> => {
  let dropped = 0;
  for (const row of await sql.query<PartitionRow>(PARTITIONS))
    dropped += await keepHouse(sql, row, contracts);
  return dropped;
};
