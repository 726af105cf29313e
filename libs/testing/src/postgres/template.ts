import { createHash } from 'node:crypto';
import { openDatabase } from '@huren/platform';
import type { DatabaseOptions } from '@huren/platform';
import { Client } from 'pg';
import { serverUrl } from './server-url.ts';

type Migrations = DatabaseOptions['migrations'];

/** Runs work on the maintenance database of the server. */
export const onServer = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  return work(client).finally(() => client.end());
};

/** Names a template by what is in it, so that a changed migration makes another one. */
const nameOf = (migrations: Migrations): string => {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(String(migration));
  return `template_${hash.digest('hex').slice(0, 16)}`;
};

const LOCK = `select pg_advisory_lock(hashtextextended('huren.template', 0))`;
const MARKED = `select 1 from pg_database where datname = $1 and datistemplate`;

/** A migrated database to clone: made once a run, by the first test file that wants it. */
export const templateOf = (migrations: Migrations): Promise<string> =>
  onServer(async (client) => {
    const name = nameOf(migrations);
    await client.query(LOCK);
    if ((await client.query(MARKED, [name])).rows.length > 0) return name;
    await client.query(`drop database if exists ${name} with (force)`);
    const database = await openDatabase({ server: serverUrl(), name, migrations, poolSize: 3 });
    await database.close();
    await client.query(`alter database ${name} is_template true`);
    return name;
  });
