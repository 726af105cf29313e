import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../../libs/platform/src/database/embedded/cluster.ts';
import { livingOwner } from '../../libs/platform/src/database/embedded/ownership.ts';
import { stopOrphan } from '../../libs/platform/src/database/embedded/processes.ts';

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

/** A PostgreSQL in a temporary folder, fast rather than durable. */
export const startTestServer = async () => {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const cluster = await startCluster(folder, { settings });
  const stop = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: cluster.url, stop };
};
