import { existsSync, readFileSync } from 'node:fs';
import { capabilitiesIn, evidenceFaults } from '../lib/evidence.mjs';
import { mutatedDigest } from '../lib/mutated.mjs';
import { LEAST_SCORE, MUTATION, REPORTS, readReport } from '../lib/reports.mjs';
import { inRoot } from '../lib/root.mjs';

const FILE = inRoot('docs', 'capabilities.md');

/** By their full names. What is skipped, for want of a Kafka, is asked of a complete run only. */
export const testsOf = (report, isComplete) =>
  report.testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      name: [...ancestorTitles, title].join(' ').replaceAll('`', ''),
      file,
      isSkipped: status === 'pending',
      ok: status === 'passed' || (status === 'pending' && !isComplete),
    })),
  );

const scoresOf = (report) =>
  Object.entries(report ?? {}).map(([name, { score }]) => ({ name, ok: score >= LEAST_SCORE }));

/** Taking a score takes longer than everything else: one that was taken of earlier sources counts, and is told. */
const earlierScores = (report) =>
  Object.entries(report ?? {})
    .filter(([name, { of }]) => of !== mutatedDigest(name))
    .map(([name]) => `the mutation score of ${name} is of earlier sources: npm run mutation -- ${name}`);

const stepsOf = (report) => report?.map(({ id, name, ok }) => ({ name: id ?? name, ok }));

/**
 * Whether every row of docs/capabilities.md is shown by something that ran and passed. `laws`, `demo`, `cluster`,
 * `start`, `faults` and `bench` are asked where they have run; with `isComplete` they must have.
 * @param {{ checks: readonly { name: string, ok: boolean }[], isComplete?: boolean }} options
 */
export const capabilities = async ({ checks, isComplete = false }) => {
  if (!existsSync(FILE)) return { ok: false, detail: 'docs/capabilities.md is missing' };
  const jest = readReport(REPORTS.jest);
  if (!jest) return { ok: false, detail: 'the tests left no report' };
  const absent = isComplete ? [] : undefined;
  const laws = readReport(REPORTS.laws);
  const ran = {
    check: checks,
    test: testsOf(jest, isComplete),
    laws: laws ? testsOf(laws, isComplete) : absent,
    demo: stepsOf(readReport(REPORTS.demo)) ?? absent,
    cluster: stepsOf(readReport(REPORTS.cluster)) ?? absent,
    start: stepsOf(readReport(REPORTS.start)) ?? absent,
    faults: readReport(REPORTS.faults)?.checks ?? absent,
    bench: stepsOf(readReport(REPORTS.bench)) ?? absent,
    mutation: scoresOf(readReport(MUTATION)),
  };
  const rows = capabilitiesIn(readFileSync(FILE, 'utf8'));
  const faults = rows.length === 0 ? ['docs/capabilities.md has no rows'] : evidenceFaults(rows, ran);
  const open = rows.filter(({ isOpen }) => isOpen).map(({ promise }) => `open: ${promise}`);
  return {
    ok: faults.length === 0,
    detail: [...open, ...earlierScores(readReport(MUTATION)), ...faults].join('\n'),
  };
};
