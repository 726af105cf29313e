import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from './root.mjs';

const report = (name) => inRoot('reports', name);

/** What the parts of a run leave for the parts after them. */
export const REPORTS = {
  /** Jest's own. */
  jest: report('jest.json'),
  /** `npm test`: `[{ "name": "lint", "ok": true }]`, one a step. */
  checks: report('checks.json'),
  /** How long `npm test` took, and how slow the machine was (`pace.mjs`): `{ "seconds": 288, "slow": 1.3 }`. */
  duration: report('duration.json'),
  /** `npm run test:laws`: Jest's own. */
  laws: report('laws.json'),
  /** The demo: `[{ "id": "story.step", "ok": true }]`, one a step. */
  demo: report('demo.json'),
  /** The demo with each service in processes of its own, alike. */
  cluster: report('demo-cluster.json'),
  /** `tools/check-start.mjs`: `[{ "name": "first start", "ok": true }]`, one a step. */
  start: report('start.json'),
  /** `npm run test:faults`: `{ "checks": [{ "name": "recovery", "ok": true }], … }`. */
  faults: report('faults.json'),
  /** `npm run bench`: `[{ "name": "whole decisions", "ok": true }]`, one a figure. */
  bench: report('bench.json'),
};

/** The scores of the last `npm run mutation`, a library each, which takes longer than a run of everything else. */
export const MUTATION = inRoot('bench', 'mutation.json');

/** Percent of the mutants that tests must notice. */
export const LEAST_SCORE = 85;

/**
 * A report, or undefined where the run did not come to one.
 * @param {string} file
 */
export const readReport = (file) => {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** @param {string} file */
export const dropReport = (file) => rmSync(file, { force: true });
