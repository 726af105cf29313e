import { contractOf } from '../contracts/check.ts';
import type { Contracts } from '../contracts/registry.ts';
import type { Sql, Transactions } from '../port/sql.ts';

const CREATE = `
insert into log_partition (topic, "partition")
select $1, n from generate_series(0, $2::int - 1) as n
where not exists (select from log_partition where topic = $1)
on conflict do nothing`;

const COUNT = 'select count(*)::int as n from log_partition where topic = $1';

const SIZES = 'select topic, count(*)::int as n from log_partition group by topic';

const create = async (tx: Sql, topic: string, partitions: number): Promise<number> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('huren.log.topic.' || $1, 0))`, [topic]);
  await tx.query(CREATE, [topic, partitions]);
  const [row] = await tx.query<{ n: number }>(COUNT, [topic]);
  return row?.n ?? partitions;
};

type Sizes = Map<string, number>;

const sizes = async (sql: Sql): Promise<Sizes> => {
  const rows = await sql.query<{ topic: string; n: number }>(SIZES);
  return new Map(rows.map(({ topic, n }) => [topic, n]));
};

/** Creates a topic when first met and answers its number of partitions, which then stays as it is. */
export const createTopics = (sql: Sql, transactions: Transactions, contracts: Contracts) => {
  let reading: Promise<Sizes> | undefined;
  const read = (): Promise<Sizes> =>
    (reading ??= sizes(sql).catch((error: unknown) => {
      reading = undefined;
      throw error;
    }));
  return async (topic: string): Promise<number> => {
    const { partitions: wanted } = contractOf(contracts, topic);
    const known = await read();
    const partitions = known.get(topic) ?? (await transactions.run((tx) => create(tx, topic, wanted)));
    known.set(topic, partitions);
    return partitions;
  };
};
