import { contractOf } from '../contracts/check.ts';
import type { Contracts } from '../contracts/registry.ts';
import type { Sql, Transactions } from '../port/sql.ts';

const CREATE = `
insert into log_partition (topic, "partition")
select $1, n from generate_series(0, $2::int - 1) as n
where not exists (select from log_partition where topic = $1)
on conflict do nothing`;

const COUNT = 'select count(*)::int as n from log_partition where topic = $1';

const create = async (tx: Sql, topic: string, partitions: number): Promise<number> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('huren.log.topic.' || $1, 0))`, [topic]);
  await tx.query(CREATE, [topic, partitions]);
  const [row] = await tx.query<{ n: number }>(COUNT, [topic]);
  return row?.n ?? partitions;
};

/** Creates a topic when first met and answers its number of partitions, which then stays as it is. */
export const createTopics = (transactions: Transactions, contracts: Contracts) => {
  const known = new Map<string, number>();
  return async (topic: string): Promise<number> => {
    const partitions =
      known.get(topic) ??
      (await transactions.run((tx) => create(tx, topic, contractOf(contracts, topic).partitions)));
    known.set(topic, partitions);
    return partitions;
  };
};
