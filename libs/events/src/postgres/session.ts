import type { Client } from 'pg';
import type { Sql } from '../port/sql.ts';
import { BoundedClient } from './bounded-client.ts';
import { configOf, type Database } from './database.ts';
import { sqlOf } from './pool.ts';

/** One dedicated connection: for advisory locks, which live and die with it, and for LISTEN. */
export interface Session {
  /** Runs work on the connection, one at a time; opens a new one if the last was lost. */
  use<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface SessionHooks {
  channel?: string;
  onNotify?: (payload: string) => void;
  /** The connection is gone, and with it every lock it held. */
  onLost?: () => void;
  /** Asked nothing for so long, the server ends the session, and its locks with it. Absent: it never does. */
  idleMs?: number;
}

const connect = async (database: Database, hooks: SessionHooks, lost: (client: Client) => void) => {
  const client = new BoundedClient(configOf(database));
  client.on('error', () => lost(client));
  client.on('end', () => lost(client));
  client.on('notification', ({ payload }) => hooks.onNotify?.(payload ?? ''));
  await client.connect();
  if (hooks.idleMs)
    await client.query(`select set_config('idle_session_timeout', $1, false)`, [hooks.idleMs]);
  if (hooks.channel) await client.query(`listen ${hooks.channel}`);
  return client;
};

export const createSession = (database: Database, hooks: SessionHooks = {}): Session => {
  let current: Client | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  const lost = (client: Client): void => {
    if (current !== client) return;
    current = undefined;
    hooks.onLost?.();
  };
  const run = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    current ??= await connect(database, hooks, lost);
    return work(sqlOf(current));
  };
  return {
    use: (work) => {
      const result = tail.then(() => run(work));
      tail = result.catch(() => undefined);
      return result;
    },
    close: async () => {
      await tail;
      const last = current;
      current = undefined;
      await last?.end();
    },
  };
};
