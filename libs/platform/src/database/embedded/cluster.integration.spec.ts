import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { StartError } from '../../config/start-error.ts';
import { joinCluster, startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';

let whole: string;
let private700: string;
let folder: string;
beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'huren-cluster-'));
  await (await startCluster(join(whole, 'data'))).stop();
});
beforeEach(async () => {
  private700 = await mkdtemp(join(tmpdir(), 'huren-cluster-'));
  folder = join(private700, 'data');
});
afterEach(() => rm(private700, { recursive: true, force: true }));
afterAll(() => rm(whole, { recursive: true, force: true }));

/** A data folder as an earlier start left it. */
const usedFolder = (): Buffer => execFileSync('cp', ['-a', join(whole, 'data'), folder]);

const ask = async <T>(url: string, sql: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows as T[];
};

const during = async <T>(work: (cluster: Cluster) => Promise<T>): Promise<T> => {
  const cluster = await startCluster(folder);
  return work(cluster).finally(() => cluster.stop());
};

/** Another process that starts the cluster and is then killed without a chance to stop it. */
const startAndKill = async (): Promise<void> => {
  const script = `import { startCluster } from ${JSON.stringify(join(import.meta.dirname, 'cluster.ts'))};
    import pg from 'pg';
    const { url } = await startCluster(${JSON.stringify(folder)});
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('create table kept as select 7 as id');
    process.kill(process.pid, 'SIGKILL');`;
  const args = ['--conditions=@huren/source', '--input-type=module-typescript', '-e', script];
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: 'ignore' });
  const signal = await new Promise((done) => child.once('exit', (_, by) => done(by)));
  expect(signal).toBe('SIGKILL');
};

describe('the embedded cluster', () => {
  it('runs in a private folder, and keeps what was written', async () => {
    await chmod(private700, 0o700);
    await during(({ url }) => ask(url, 'create table kept as select 7 as id'));
    expect(await during(({ url }) => ask(url, 'select id from kept'))).toEqual([{ id: 7 }]);
  });

  it('goes on after the process was killed', async () => {
    usedFolder();
    await startAndKill();
    expect(await during(({ url }) => ask(url, 'select id from kept'))).toEqual([{ id: 7 }]);
  });

  it('can be joined while it runs, and only then', async () => {
    usedFolder();
    await during(async ({ url }) => expect(await joinCluster(folder)).toBe(url));
    await expect(joinCluster(folder)).rejects.toThrow(/No PostgreSQL: set DATABASE_URL, or start Huren/);
  });

  it('is ready for nobody but itself', async () => {
    usedFolder();
    await during(async () => {
      expect((await stat(join(folder, 'cluster.json'))).mode & 0o077).toBe(0);
      await expect(startCluster(folder)).rejects.toThrow(/in use by another Huren \(process \d+\)/);
    });
  });

  it('starts anew after a set-up that was broken off', async () => {
    await mkdir(join(folder, 'postgres.new'), { recursive: true });
    await writeFile(join(folder, 'postgres.new', 'PG_VERSION'), '18');
    expect(await during(({ url }) => ask(url, 'select 1 as one'))).toEqual([{ one: 1 }]);
  });

  it.each([
    ['without its control file', 'global/pg_control', /damaged or unusable: PostgreSQL does not start/],
    ['without its version', 'PG_VERSION', /is not a valid data directory/],
    ['without its password', 'huren-password', /damaged: postgres\/huren-password is missing/],
  ])('says in one sentence that a folder %s is damaged', async (_, file, sentence) => {
    usedFolder();
    await rm(join(folder, 'postgres', file));
    const starting = startCluster(folder);
    await expect(starting).rejects.toThrow(StartError);
    await expect(starting).rejects.toThrow(sentence);
  });

  it('says in one sentence that a folder is a file', async () => {
    await writeFile(folder, '');
    await expect(startCluster(folder)).rejects.toThrow(/data folder .* cannot be used/);
  });
});
