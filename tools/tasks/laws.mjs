import { mkdirSync } from 'node:fs';
import { jest } from '../checks/jest.mjs';
import { takeOnly } from '../lib/arguments.mjs';
import { REPORTS, dropReport } from '../lib/reports.mjs';
import { inRoot } from '../lib/root.mjs';

/** In their specs `LAWS` says how many cases are played. */
const IN_PART = [
  'libs/agreements/src/difference/brute-force.spec.ts',
  'libs/platform/src/shared-state/versioned-cache.laws.spec.ts',
  'libs/recognition/src/facts-used-laws.spec.ts',
  'libs/recognition/src/next-change-laws.spec.ts',
];

/** Plays in full the laws of which `npm test` plays a part. */
export const run = async (args) => {
  takeOnly(args, '`npm run test:laws` plays the laws in full, without arguments');
  mkdirSync(inRoot('reports'), { recursive: true });
  dropReport(REPORTS.laws);
  process.env.LAWS = 'full';
  return (await jest([...IN_PART, '--json', `--outputFile=${REPORTS.laws}`])).ok ? 0 : 1;
};
