import { deadLetterSchema, inboxSchema, outboxSchema } from '@huren/events';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { StartError } from '../config/start-error.ts';
import { idempotencySchema } from '../idempotency/schema.ts';

/** A migration: named by its class (with its date), never edited once it has run anywhere. */
export type MigrationClass = new () => MigrationInterface;

const APPLIED = `create table if not exists schema_migration (
  name text primary key,
  applied_at timestamptz not null default now()
);`;

/** Outbox, inbox, dead letters and idempotency keys, which every service's database has. */
const COMMON = [APPLIED, outboxSchema, inboxSchema, deadLetterSchema, idempotencySchema];

const LOCK = `select pg_advisory_lock(hashtextextended('huren.migrations', 0))`;
const UNLOCK = `select pg_advisory_unlock(hashtextextended('huren.migrations', 0))`;

const apply = async (runner: QueryRunner, Migration: MigrationClass): Promise<void> => {
  await runner.startTransaction();
  try {
    await new Migration().up(runner);
    await runner.query('insert into schema_migration (name) values ($1)', [Migration.name]);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw new Error(`${Migration.name}: ${(error as Error).message}`, { cause: error });
  }
};

const applyAll = async (runner: QueryRunner, migrations: readonly MigrationClass[]): Promise<void> => {
  for (const schema of COMMON) await runner.query(schema);
  const applied: { name: string }[] = await runner.query('select name from schema_migration');
  const known = new Set(applied.map(({ name }) => name));
  for (const migration of migrations) if (!known.has(migration.name)) await apply(runner, migration);
};

/**
 * Runs the migrations that a database has not seen, in the order of the list, each in one transaction. Several
 * processes of a service may start at once: one of them migrates, the others wait.
 * @throws StartError
 */
export const migrate = async (
  dataSource: DataSource,
  migrations: readonly MigrationClass[],
): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(LOCK);
    await applyAll(runner, migrations).finally(() => runner.query(UNLOCK));
  } catch (error) {
    const name = String(dataSource.options.database);
    throw new StartError(`The database ${name} cannot be brought up to date: ${(error as Error).message}.`);
  } finally {
    await runner.release();
  }
};
