import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../../config/start-error.ts';
import { urlOf } from './cluster-file.ts';
import type { Address } from './cluster-file.ts';
import { ENVIRONMENT } from './launch.ts';
import type { Launch } from './launch.ts';

/** A server that runs as a child of this process. */
export type Server = { readonly address: Address; stop(): Promise<void> };

const LARGEST_LOG = 8 * 1024 * 1024;
const PATIENCE_MS = 60_000;

export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

/** Settings of a server whose data are thrown away: it waits for no disk. */
export const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Options of every embedded server. Its log never holds statements or values: they may be personal. */
export const serverArgs = (dataFolder: string, port: number, settings: readonly string[]): string[] =>
  [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_checkpoints=off',
    ...settings,
  ].reduce((args, setting) => [...args, '-c', setting], ['-D', dataFolder, '-p', String(port)]);

const openLog = (file: string): { descriptor: number; read(): string } => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const from = size > LARGEST_LOG ? 0 : size;
  return {
    descriptor: openSync(file, from === 0 ? 'w' : 'a'),
    read: () => readFileSync(file).subarray(from).toString('utf8'),
  };
};

const answers = async (address: Address): Promise<boolean> => {
  const client = new pg.Client({ connectionString: urlOf(address), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // Wrong password: the data folder is another's. Everything else may still come.
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const ready = async (child: ChildProcess, address: Address): Promise<boolean> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (!hasEnded(child) && performance.now() < deadline) {
    if (await answers(address)) return true;
    await delay(30);
  }
  return false;
};

const stopper = (child: ChildProcess): (() => Promise<void>) => {
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return async () => {
    if (hasEnded(child)) return;
    child.kill('SIGINT');
    await ended;
  };
};

/** Why a server did not start: what it called fatal, else the first thing it said. */
const reasonIn = (log: string): string =>
  (/(?:FATAL|PANIC):\s*(.*)/.exec(log)?.[1] ?? log.split('\n')[0]) || 'it ended at once';

/** Starts a server and waits until it answers. In a session of its own: a terminal's Ctrl-C is for Huren alone. */
export const startServer = async (launch: Launch, address: Address, folder: string): Promise<Server> => {
  const log = openLog(join(folder, 'postgres.log'));
  const stdio = ['ignore', log.descriptor, log.descriptor] as const;
  const child = spawn(launch.command, launch.args, {
    ...launch.user,
    env: ENVIRONMENT,
    detached: true,
    stdio: [...stdio],
  });
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  closeSync(log.descriptor);
  const stop = stopper(child);
  const told = await Promise.race([ready(child, address), failed]).catch((error: Error) => error.message);
  if (told === true) return { address, stop };
  await stop();
  const why = typeof told === 'string' ? told : reasonIn(log.read());
  throw new StartError(
    `The data folder ${folder} is damaged or unusable: PostgreSQL does not start (${why}; see ${join(folder, 'postgres.log')}).`,
  );
};
