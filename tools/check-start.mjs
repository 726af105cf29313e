/** Whether `npm start` and `npm run start:cluster` keep their word: times, the printed call, stopping, what is kept, clear refusals. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUSTER_STEPS } from './lib/cluster-steps.mjs';
import { STEPS } from './lib/start-steps.mjs';
import { freePorts } from './lib/free-ports.mjs';
import { REPORTS, dropReport } from './lib/reports.mjs';
import { inRoot } from './lib/root.mjs';
import { npmRun } from './lib/started.mjs';

const folder = await mkdtemp(join(tmpdir(), 'huren-start-'));
const started = [];

const run = (script, settings) => {
  const one = npmRun(script, settings);
  started.push(one);
  return one;
};

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

const results = [];
try {
  dropReport(REPORTS.start);
  const [hub, risk, issuer] = await freePorts(3);
  const settings = { HUB_PORT: `${hub}`, RISK_PORT: `${risk}`, ISSUER_PORT: `${issuer}` };
  const world = { folder, settings: { ...settings, HUREN_DATA: join(folder, 'data') }, run };
  for (const [name, step] of [...STEPS, ...CLUSTER_STEPS]) results.push(await play(name, step, world));
} finally {
  for (const one of started) one.kill();
  await rm(folder, { recursive: true, force: true });
}
mkdirSync(inRoot('reports'), { recursive: true });
writeFileSync(REPORTS.start, JSON.stringify(results));
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
