import { openDatabase } from '@huren/platform';
import type { DatabaseOptions, ServiceDatabase } from '@huren/platform';
import { serverUrl } from './server-url.ts';
import { onServer, templateOf } from './template.ts';

/** A database of one test file. */
export type TestDatabase = ServiceDatabase & {
  readonly name: string;
  /** Closes it and removes it. */
  drop(): Promise<void>;
};

let count = 0;

const freshName = (): string => `test_${process.pid}_${Math.trunc(performance.now())}_${(count += 1)}`;

const removeDatabase = (name: string): Promise<unknown> =>
  onServer((client) => client.query(`drop database if exists ${name} with (force)`));

/** An empty database without any table; the caller drops it. */
export const emptyDatabase = async (): Promise<{ url: string; name: string; drop(): Promise<unknown> }> => {
  const name = freshName();
  await onServer((client) => client.query(`create database ${name}`));
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => removeDatabase(name) };
};

/** A migrated database, cloned from a template in some tens of milliseconds; the caller drops it. */
export const testDatabase = async (
  options: Pick<DatabaseOptions, 'migrations' | 'entities' | 'poolSize'> = { migrations: [] },
): Promise<TestDatabase> => {
  const name = freshName();
  const template = await templateOf(options.migrations);
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  const database = await openDatabase({ poolSize: 8, ...options, server: serverUrl(), name });
  const drop = async (): Promise<void> => {
    await database.close();
    await removeDatabase(name);
  };
  return { ...database, name, drop };
};
