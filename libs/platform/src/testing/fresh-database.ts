import pg from 'pg';
import { openDatabase } from '../database/data-source.ts';
import type { DatabaseOptions, ServiceDatabase } from '../database/data-source.ts';

export const serverUrl = (): string => process.env['DATABASE_URL'] ?? '';

let count = 0;

export const freshName = (): string =>
  `platform_${process.pid}_${Math.trunc(performance.now())}_${(count += 1)}`;

/** Runs a statement on the maintenance database of the server. */
export const onServer = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

export type FreshDatabase = ServiceDatabase & { drop(): Promise<void> };

/** A migrated database of one test file; the caller drops it. */
export const freshDatabase = async (
  migrations: DatabaseOptions['migrations'] = [],
  name = freshName(),
): Promise<FreshDatabase> => {
  const database = await openDatabase({ server: serverUrl(), name, migrations, poolSize: 8 });
  const drop = async (): Promise<void> => {
    await database.close();
    await onServer(`drop database if exists ${name} with (force)`);
  };
  return { ...database, drop };
};
