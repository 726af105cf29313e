/**
 * Whether `npm start` and `npm run start:cluster` keep their word, from a fresh checkout on: times, the printed call,
 * stopping, what is kept, clear refusals.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CLUSTER_STEPS } from './lib/cluster-steps.mjs';
import { freePorts } from './lib/free-ports.mjs';
import { run as runCommand } from './lib/processes.mjs';
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

/** What a fresh clone does not have. */
const MADE = new Set(['node_modules', 'dist', '.git', '.nx', '.huren', '.kafka', 'coverage', 'reports']);

/** Plays them in a copy without packages and builds, for this checkout has its own already. */
const playInCopy = async (folder) => {
  const copy = join(folder, 'checkout');
  await cp(root, copy, { recursive: true, filter: (path) => !MADE.has(basename(path)) });
  const { code } = await runCommand(process.execPath, [join(copy, 'tools', 'check-start.mjs')], {
    show: true,
    cwd: copy,
  });
  mkdirSync(inRoot('reports'), { recursive: true });
  await copyFile(join(copy, 'reports', basename(REPORTS.start)), REPORTS.start);
  return code;
};

dropReport(REPORTS.start);
const folder = await mkdtemp(join(tmpdir(), 'huren-start-'));
try {
  process.exitCode = await (existsSync(inRoot('node_modules')) ? playInCopy : playHere)(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
