import { TransientError } from '@huren/events';
import type { Sql, Transactions } from '@huren/events';
import type { DataSource, QueryRunner } from 'typeorm';

/** Serialisation failure and deadlock: nothing was written, and the same work may succeed. */
const RETRIABLE = new Set(['40001', '40P01']);

const ATTEMPTS = 5;

type Fault = { readonly code?: unknown; readonly driverError?: { readonly code?: unknown } };

/** Whether a transaction failed only because of others at the same time. A lost connection is none of these. */
export const isRetriable = (error: unknown): boolean => {
  const { code, driverError } = (error ?? {}) as Fault;
  return RETRIABLE.has(String(code ?? driverError?.code));
};

/** A query runner as `Sql`: always the rows, also of an update or delete. */
const sqlOfRunner = (runner: QueryRunner): Sql => ({
  query: async <T>(sql: string, params?: unknown[]): Promise<T[]> =>
    ((await runner.query(sql, params, true)).records as T[] | undefined) ?? [],
});

/** Reads without a transaction, on any connection of the pool. */
export const sqlOfDataSource = (dataSource: DataSource): Sql => ({
  query: async <T>(sql: string, params?: unknown[]): Promise<T[]> => {
    const runner = dataSource.createQueryRunner();
    try {
      return await sqlOfRunner(runner).query<T>(sql, params);
    } finally {
      await runner.release();
    }
  },
});

const runOnce = async <T>(dataSource: DataSource, work: (tx: Sql) => Promise<T>): Promise<T> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(sqlOfRunner(runner));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // A broken connection has rolled back already; the first error is the one that counts.
    if (runner.isReleased) throw new TransientError('the connection was lost', { cause: error });
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
};

/** Transactions of a data source. A serialisation failure or deadlock is tried again in a fresh one. */
export const transactionsOf = (dataSource: DataSource): Transactions => ({
  run: async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runOnce(dataSource, work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetriable(error)) throw error;
      }
    }
  },
});
