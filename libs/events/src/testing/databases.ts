import { Pool } from 'pg';
import { deadLetterSchema } from '../dead-letters/schema.ts';
import { inboxSchema } from '../inbox/schema.ts';
import { outboxSchema } from '../outbox/schema.ts';
import { poolTransactions } from '../postgres/pool.ts';
import { wait } from '../util/wait.ts';
import { startPostgres } from './postgres.ts';
import { readModelSchema } from './read-model.ts';

/** Databases of one test file, each service's or consumer's its own. */
export const startDatabases = async () => {
  const server = await startPostgres();
  const pools: Pool[] = [];
  const poolOf = (connectionString: string): Pool => {
    const pool = new Pool({ connectionString, max: 6 });
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  return {
    empty: () => server.createDatabase(),
    /** A service's database, with its tables. */
    service: async () => {
      const url = await server.createDatabase();
      const pool = poolOf(url);
      await pool.query(outboxSchema + inboxSchema + deadLetterSchema + readModelSchema);
      return { url, pool, transactions: poolTransactions(pool) };
    },
    stop: async () => {
      // A failed test may still hold a connection: it must not keep the server from stopping.
      const ended = Promise.all(pools.map((pool) => pool.end()));
      await Promise.race([ended, wait(2_000)]);
      await server.stop();
    },
  };
};
export type TestDatabases = Awaited<ReturnType<typeof startDatabases>>;
