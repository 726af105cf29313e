import type { ClientBase, Pool } from 'pg';
import type { Sql, Transactions } from '../port/sql.ts';

/** A node-postgres client or pool as `Sql`. */
export const sqlOf = (client: Pick<ClientBase, 'query'> | Pick<Pool, 'query'>): Sql => ({
  query: async <T>(sql: string, params?: unknown[]): Promise<T[]> =>
    (await (client as Pick<ClientBase, 'query'>).query(sql, params)).rows as T[],
});

/** Begins, works, commits; rolls back when the work rejects. */
export const inTransaction = async <T>(sql: Sql, work: (tx: Sql) => Promise<T>): Promise<T> => {
  await sql.query('begin');
  try {
    const result = await work(sql);
    await sql.query('commit');
    return result;
  } catch (error) {
    // A broken connection has rolled back already; the first error is the one that counts.
    await sql.query('rollback').catch(() => undefined);
    throw error;
  }
};

const ignore = (): void => undefined;

/** Transactions on connections of a pool. A connection whose transaction failed is not used again. */
export const poolTransactions = (pool: Pool): Transactions => ({
  run: async (work) => {
    const client = await pool.connect();
    // A connection that breaks between two statements: the next one rejects.
    client.on('error', ignore);
    let broken = true;
    try {
      const result = await inTransaction(sqlOf(client), work);
      broken = false;
      return result;
    } finally {
      client.removeListener('error', ignore);
      client.release(broken);
    }
  },
});
