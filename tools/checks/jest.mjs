import { existsSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { findNode } from '../lib/node.mjs';
import { compileCache, run } from '../lib/processes.mjs';
import { REPORTS, dropReport } from '../lib/reports.mjs';
import { inRoot } from '../lib/root.mjs';
import { PURE } from '../lib/tests.mjs';

const coverage = [
  '--coverage',
  '--coverageReporters=text-summary',
  '--coverageReporters=json-summary',
  ...PURE.map((name) => `--collectCoverageFrom=libs/${name}/src/**/*.ts`),
  '--collectCoverageFrom=!**/{index,*.spec}.ts',
  '--collectCoverageFrom=!**/testing/**',
];

/** Files leave memory behind in the process that ran them: one of a pure library that has grown is replaced. */
const WORKERS = ['--maxWorkers=3', '--workerIdleMemoryLimit=1GB'];

const MEMORY = '/dev/shm';
/** Databases and logs of a run take less than half of it. */
const ROOM_BYTES = 8 * 2 ** 30;

/** Where tests have their databases and logs, which are thrown away: in memory, where there is much of it. */
const scratch = () => {
  if (process.env.TMPDIR || !existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, freemem()) >= ROOM_BYTES ? MEMORY : tmpdir();
};

/**
 * Unit and integration tests. All of them with coverage and a report, or those of the paths given without.
 * @param {readonly string[]} [args]
 */
export const jest = async (args = []) => {
  const isWhole = args.length === 0;
  if (isWhole) [REPORTS.jest, inRoot('coverage', 'coverage-summary.json')].forEach(dropReport);
  const whole = ['--config', inRoot('jest.whole.config.mjs'), '--json', `--outputFile=${REPORTS.jest}`];
  const report = isWhole ? [...whole, ...coverage] : args;
  const { code } = await run(
    findNode(),
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      inRoot('node_modules/jest/bin/jest.js'),
      ...WORKERS,
      ...report,
    ],
    { show: true, env: { ...compileCache, ...process.env, TMPDIR: scratch() } },
  );
  return { ok: code === 0, detail: '' };
};
