/** Whether `npm start` and `npm run start:cluster` keep their word, from a fresh clone on: times, the printed call, stopping, what is kept, clear refusals. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUSTER_STEPS } from './lib/cluster-steps.mjs';
import { freePorts } from './lib/free-ports.mjs';
import { become, run as runCommand } from './lib/processes.mjs';
import { REPORTS, dropReport } from './lib/reports.mjs';
import { inRoot, root } from './lib/root.mjs';
import { STEPS } from './lib/start-steps.mjs';
import { npmRun } from './lib/started.mjs';

const play = async (name, step, world) => {
  try {
    const remark = await step(world);
    process.stdout.write(`✓ ${name}${remark ? ` (${remark})` : ''}\n`);
    return { name, ok: true };
  } catch (error) {
    process.stdout.write(`✗ ${name}: ${error.message}\n`);
    return { name, ok: false };
  }
};

/** Plays all steps in this checkout. */
const playHere = async (folder) => {
  const started = [];
  const run = (script, settings) => {
    const one = npmRun(script, settings);
    started.push(one);
    return one;
  };
  const results = [];
  try {
    const [hub, risk, issuer] = await freePorts(3);
    const settings = { HUB_PORT: `${hub}`, RISK_PORT: `${risk}`, ISSUER_PORT: `${issuer}` };
    const world = { folder, settings: { ...settings, HUREN_DATA: join(folder, 'data') }, run };
    for (const [name, step] of [...STEPS, ...CLUSTER_STEPS]) results.push(await play(name, step, world));
  } finally {
    for (const one of started) one.kill();
  }
  mkdirSync(inRoot('reports'), { recursive: true });
  writeFileSync(REPORTS.start, JSON.stringify(results));
  return results.every(({ ok }) => ok) ? 0 : 1;
};

/** Plays them in a clone of what is committed here, for this checkout has its packages already. */
const playInClone = async (folder) => {
  const clone = join(folder, 'clone');
  process.stdout.write('In a fresh clone of what is committed:\n');
  const { code, output } = await runCommand('git', ['clone', '--quiet', root, clone]);
  if (code !== 0) throw new Error(output);
  const status = await become(process.execPath, [join(clone, 'tools', 'check-start.mjs')]);
  mkdirSync(inRoot('reports'), { recursive: true });
  await copyFile(join(clone, 'reports', 'start.json'), REPORTS.start);
  return status;
};

dropReport(REPORTS.start);
const folder = await mkdtemp(join(tmpdir(), 'huren-start-'));
try {
  process.exitCode = await (existsSync(inRoot('node_modules')) ? playInClone : playHere)(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
