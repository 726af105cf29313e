import { readFileSync, rmSync } from 'node:fs';
import { findNode } from '../lib/node.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

export const PURE = ['standard', 'crypto', 'rules', 'dialects', 'recognition'];

/** What jest has found, for the checks after it. */
export const JEST_REPORT = inRoot('reports', 'jest.json');

const COVERED = { lines: 95, branches: 95 };

const coverage = [
  '--coverage',
  '--coverageReporters=text-summary',
  '--coverageReporters=json-summary',
  ...PURE.map((name) => `--collectCoverageFrom=libs/${name}/src/**/*.ts`),
  '--collectCoverageFrom=!**/{index,*.spec}.ts',
  '--collectCoverageFrom=!**/testing/**',
  `--coverageThreshold=${JSON.stringify(Object.fromEntries(PURE.map((name) => [`./libs/${name}/src/`, COVERED])))}`,
];

/**
 * Unit and integration tests. All of them with the coverage that the pure libraries owe, or those of the paths
 * given without.
 * @param {readonly string[]} [args]
 */
export const jest = async (args = []) => {
  rmSync(JEST_REPORT, { force: true });
  const report = args.length > 0 ? [] : ['--json', `--outputFile=${JEST_REPORT}`, ...coverage];
  const { code } = await run(
    findNode(),
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      inRoot('node_modules/jest/bin/jest.js'),
      ...report,
      ...args,
    ],
    { show: true },
  );
  return { ok: code === 0, detail: '' };
};

/** The report of the last whole run, or undefined where it did not come to one. */
export const jestReport = () => {
  try {
    return JSON.parse(readFileSync(JEST_REPORT, 'utf8'));
  } catch {
    return undefined;
  }
};
