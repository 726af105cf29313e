import { relative } from 'node:path';
import { readReport } from '../lib/reports.mjs';
import { inRoot, root } from '../lib/root.mjs';
import { PURE } from '../lib/tests.mjs';

export const COVERAGE = inRoot('coverage', 'coverage-summary.json');

const OWED = 95;

const share = (files, what) => {
  const total = files.reduce((sum, file) => sum + file[what].total, 0);
  const covered = files.reduce((sum, file) => sum + file[what].covered, 0);
  return total === 0 ? 100 : (100 * covered) / total;
};

/**
 * What a library lacks: each pure one owes 95 % of its lines and of its branches.
 * @param {string} name
 * @param {readonly { lines: object, branches: object }[]} files
 */
export const coverageFaults = (name, files) => {
  if (files.length === 0) return [`libs/${name} is not measured`];
  return ['lines', 'branches']
    .map((what) => ({ what, percent: share(files, what) }))
    .filter(({ percent }) => percent < OWED)
    .map(
      ({ what, percent }) =>
        `libs/${name}: ${percent.toFixed(2)} % of ${what} are covered, ${OWED} % are owed`,
    );
};

/** Whether the last whole run of the tests covered each pure library. */
export const coverage = async () => {
  const summary = readReport(COVERAGE);
  if (!summary) return { ok: false, detail: 'the tests left no coverage' };
  const files = Object.entries(summary).map(([path, file]) => ({ path: relative(root, path), ...file }));
  const faults = PURE.flatMap((name) =>
    coverageFaults(
      name,
      files.filter(({ path }) => path.startsWith(`libs/${name}/src/`)),
    ),
  );
  return { ok: faults.length === 0, detail: faults.join('\n') };
};
