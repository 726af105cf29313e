import { deadLetterSchema, inboxSchema, outboxSchema } from '@huren/events';
import type { DataSource } from 'typeorm';
import { StartError } from '../config/start-error.ts';
import { idempotencySchema } from '../idempotency/schema.ts';

/** Outbox, inbox, dead letters and idempotency keys, which every service's database has. */
const COMMON = [outboxSchema, inboxSchema, deadLetterSchema, idempotencySchema];

const LOCK = `select pg_advisory_lock(hashtextextended('huren.migrations', 0))`;
const UNLOCK = `select pg_advisory_unlock(hashtextextended('huren.migrations', 0))`;

const migrateAlone = async (dataSource: DataSource): Promise<void> => {
  for (const schema of COMMON) await dataSource.query(schema);
  await dataSource.runMigrations({ transaction: 'each' });
};

/**
 * Runs the migrations that a database has not seen. Several processes of a service may start at once: one of
 * them migrates, the others wait.
 * @throws StartError
 */
export const migrate = async (dataSource: DataSource): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(LOCK);
    await migrateAlone(dataSource).finally(() => runner.query(UNLOCK));
  } catch (error) {
    const name = String(dataSource.options.database);
    throw new StartError(`The database ${name} cannot be brought up to date: ${(error as Error).message}.`);
  } finally {
    await runner.release();
  }
};
