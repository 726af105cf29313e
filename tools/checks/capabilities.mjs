import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from '../lib/root.mjs';
import { jestReport } from './jest.mjs';

const FILE = inRoot('docs', 'capabilities.md');

/** What the demo writes: `[{ "id": "…", "ok": true }]`, one a step. */
export const DEMO_REPORT = inRoot('reports', 'demo.json');

/**
 * The rows of the table: what is promised, and what shows it (`test: title` and `demo: step` in backticks).
 * @param {string} text
 */
export const capabilitiesIn = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line))
    .slice(1)
    .map((line) => ({
      promise: line.split('|')[1]?.trim() ?? '',
      shownBy: [...line.matchAll(/`(test|demo): ([^`]+)`/g)].map(([, kind, name]) => ({ kind, name })),
    }));

/**
 * What keeps a promise from being shown.
 * @param {ReturnType<typeof capabilitiesIn>} rows
 * @param {{ test: Map<string, boolean>, demo?: Map<string, boolean> }} ran whether it passed, by name
 */
export const capabilityFaults = (rows, ran) =>
  rows.flatMap(({ promise, shownBy }) => {
    if (shownBy.length === 0) return [`"${promise}" names no test and no demo step`];
    return shownBy.flatMap(({ kind, name }) => {
      const results = ran[kind];
      if (!results || results.get(name) === true) return [];
      return [`"${promise}": the ${kind} "${name}" ${results.has(name) ? 'did not pass' : 'does not exist'}`];
    });
  });

const passedTests = (report) => {
  const passed = new Map();
  for (const { assertionResults } of report.testResults) {
    for (const { title, fullName, status } of assertionResults) {
      for (const name of new Set([title, fullName])) {
        passed.set(name, (passed.get(name) ?? true) && status === 'passed');
      }
    }
  }
  return passed;
};

const passedSteps = () =>
  new Map(JSON.parse(readFileSync(DEMO_REPORT, 'utf8')).map(({ id, ok }) => [id, ok]));

/**
 * Whether every capability is shown by a test that ran and passed; with the demo's report, by its steps, too.
 * @param {{ withDemo?: boolean }} [options]
 */
export const capabilities = async ({ withDemo = false } = {}) => {
  const report = jestReport();
  if (!report) return { ok: false, detail: 'the tests left no report' };
  if (!existsSync(FILE)) return { ok: false, detail: 'docs/capabilities.md is missing' };
  if (withDemo && !existsSync(DEMO_REPORT)) return { ok: false, detail: 'the demo left no report' };
  const rows = capabilitiesIn(readFileSync(FILE, 'utf8'));
  const ran = { test: passedTests(report), ...(withDemo ? { demo: passedSteps() } : {}) };
  const faults = rows.length === 0 ? ['docs/capabilities.md has no rows'] : capabilityFaults(rows, ran);
  return { ok: faults.length === 0, detail: faults.join('\n') };
};
