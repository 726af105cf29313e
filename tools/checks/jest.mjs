import { findNode } from '../lib/node.mjs';
import { run } from '../lib/processes.mjs';
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

/** Files leave memory behind in the process that ran them: one that has grown is replaced. */
const WORKERS = ['--maxWorkers=3', '--workerIdleMemoryLimit=1GB'];

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
    { show: true },
  );
  return { ok: code === 0, detail: '' };
};
