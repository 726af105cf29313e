import pg from 'pg';
import { StartError } from '../config/start-error.ts';

const ALREADY_THERE = '42P04';
/** Two that create it at once: the catalogue refuses one of them. */
const JUST_MADE = '23505';

const urlOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

type Fault = { readonly code?: string; readonly message: string };

/** Creates a database if it is not there. @throws StartError where the server cannot be reached */
export const ensureDatabase = async (server: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const { code, message } = error as Fault;
    if (code !== ALREADY_THERE && code !== JUST_MADE)
      throw new StartError(`DATABASE_URL: the database ${name} cannot be reached (${message || code}).`);
  } finally {
    await client.end().catch(() => undefined);
  }
  return urlOf(server, name);
};
