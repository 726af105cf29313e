import type { Sql, Transactions } from '@huren/events';
import { deadLetterSchema, inboxSchema, isTransient, outboxSchema } from '@huren/events';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import { StartError } from '../config/start-error.ts';
import { idempotencySchema } from '../idempotency/schema.ts';

export type DatabaseOptions = {
  /** Connection string of any database of the server. */
  readonly server: string;
  /** Name of the service's own database, made if absent. */
  readonly name: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly entities?: readonly EntitySchema[];
  readonly poolSize?: number;
};

/** A service's own database. */
export type ServiceDatabase = {
  readonly url: string;
  readonly dataSource: DataSource;
  /** One connection, no transaction: for reads. */
  readonly sql: Sql;
  readonly transactions: Transactions;
  close(): Promise<void>;
};

const urlOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

/** Creates a database if it is not there. @throws StartError where the server cannot be reached */
export const ensureDatabase = async (server: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: server });
  try {
    await client.connect();
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if ((error as { code?: string }).code === '42P04') return urlOf(server, name);
    throw new StartError(`The database ${name} cannot be reached: ${(error as Error).message}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
  return urlOf(server, name);
};

/** Outbox, inbox, dead letters and idempotency keys, which every service's database has. */
const COMMON = [outboxSchema, inboxSchema, deadLetterSchema, idempotencySchema];

const MIGRATION_LOCK = `select pg_advisory_lock(hashtextextended('huren.migrations', 0))`;
const MIGRATION_UNLOCK = `select pg_advisory_unlock(hashtextextended('huren.migrations', 0))`;

/** Several processes of a service may start at once: one of them migrates, the others wait. */
const migrate = async (dataSource: DataSource): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(MIGRATION_LOCK);
    for (const schema of COMMON) await runner.query(schema);
    await dataSource.runMigrations({ transaction: 'each' });
    await runner.query(MIGRATION_UNLOCK);
  } finally {
    await runner.release();
  }
};

const ATTEMPTS = 5;

/** Transactions of a data source. A serialisation failure or deadlock is tried again in a fresh one. */
export const transactionsOf = (dataSource: DataSource): Transactions => ({
  run: async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await dataSource.transaction((manager) => work(manager as unknown as Sql));
      } catch (error) {
        if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
      }
    }
  },
});

/** Opens a service's database: made if absent, migrated. @throws StartError */
export const openDatabase = async (options: DatabaseOptions): Promise<ServiceDatabase> => {
  const url = await ensureDatabase(options.server, options.name);
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    synchronize: false,
    migrations: [...options.migrations],
    entities: [...(options.entities ?? [])],
    extra: { max: options.poolSize ?? 20 },
  });
  await dataSource.initialize();
  await migrate(dataSource);
  return {
    url,
    dataSource,
    sql: { query: (sql, params) => dataSource.query(sql, params) },
    transactions: transactionsOf(dataSource),
    close: () => dataSource.destroy(),
  };
};
