import { mkdirSync, writeFileSync } from 'node:fs';
import { capabilities } from '../checks/capabilities.mjs';
import { contracts } from '../checks/contracts.mjs';
import { coverage } from '../checks/coverage.mjs';
import { fileSizes } from '../checks/file-sizes.mjs';
import { format } from '../checks/format.mjs';
import { jest } from '../checks/jest.mjs';
import { lint } from '../checks/lint.mjs';
import { types } from '../checks/types.mjs';
import { build } from '../lib/build.mjs';
import { lastLine, promised } from '../lib/duration.mjs';
import { Failure } from '../lib/failure.mjs';
import { REPORTS, dropReport } from '../lib/reports.mjs';
import { slowness } from '../lib/pace.mjs';
import { inRoot } from '../lib/root.mjs';

const buildCheck = () =>
  build().then(
    () => ({ ok: true, detail: '' }),
    (error) => {
      if (error instanceof Failure) return { ok: false, detail: error.message };
      throw error;
    },
  );

/**
 * The steps, in order; each is told how those before it went. Of lanes, each by itself: what only reads goes on where
 * tests wait.
 */
const CHECKS = [
  [[['build', buildCheck]]],
  [
    [['tests', () => jest()]],
    [
      ['contracts', contracts],
      ['lint', () => lint()],
      ['types', types],
      ['format', format],
    ],
  ],
  [[['coverage', coverage]]],
  [[['file sizes', fileSizes]]],
];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const runCheck = async ([name, check], before) => {
  const start = performance.now();
  const { ok, detail } = await check(before).catch((error) => ({ ok: false, detail: error.stack }));
  if (detail) process.stdout.write(`${detail}\n`);
  process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${seconds(start)})\n`);
  return { name, ok };
};

/** Tests, and the lanes beside them, keep as many busy. */
const CORES = 2;

/** Tells, when it is asked, how long it all took and how slow the machine was, and keeps both. */
const startClock = async () => {
  const slowBefore = await slowness(CORES);
  const start = performance.now();
  return async () => {
    const took = (performance.now() - start) / 1000;
    const slow = (slowBefore + (await slowness(CORES))) / 2;
    writeFileSync(REPORTS.duration, JSON.stringify({ seconds: Math.round(took), slow }));
    return { took, slow };
  };
};

/** Everything that must hold, all of it even after a failure; or the tests of the paths given. */
export const run = async (args) => {
  if (args.length > 0) return (await jest(args)).ok ? 0 : 1;
  mkdirSync(inRoot('reports'), { recursive: true });
  [REPORTS.checks, REPORTS.duration].forEach(dropReport);
  const read = await startClock();
  const results = [];
  const inLane = async (lane) => {
    for (const check of lane) results.push(await runCheck(check, results));
  };
  for (const lanes of CHECKS) await Promise.all(lanes.map(inLane));
  const { took, slow } = await read();
  await inLane([
    ['duration', async () => ({ ok: took <= promised(slow), detail: '' })],
    ['capabilities', (checks) => capabilities({ checks })],
  ]);
  writeFileSync(REPORTS.checks, JSON.stringify(results));
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  process.stdout.write(`${lastLine(failed, took, slow)}\n`);
  return failed.length > 0 ? 1 : 0;
};
