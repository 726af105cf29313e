import { renameSync, writeFileSync } from 'node:fs';
import { Failure } from '../lib/failure.mjs';
import { MUTATED, mutatedDigest, mutatedFiles } from '../lib/mutated.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { MUTATION, dropReport, readReport } from '../lib/reports.mjs';
import { inRoot } from '../lib/root.mjs';

const REPORT = inRoot('reports', 'mutation.json');

const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

/** The score that capabilities go by, beside those of other libraries. */
const noteScore = (name, mutants, of) => {
  const count = (statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const [noticed, missed] = [count(NOTICED), count(MISSED)];
  const score = Math.round((noticed / (noticed + missed)) * 10_000) / 100;
  const on = new Date().toISOString().slice(0, 10);
  const scores = { ...readReport(MUTATION), [name]: { score, mutants: noticed + missed, on, of } };
  writeFileSync(MUTATION, `${JSON.stringify(scores, null, 2)}\n`);
};

/** Keeps what was found, a file a library; nothing of a run that was broken off. Without mutants the score is no number, which no threshold catches. */
const keepReport = (name, of) => {
  const report = readReport(REPORT);
  if (!report) return;
  const files = Object.values(report.files);
  if (!files.some(({ mutants }) => mutants.length > 0)) throw new Failure(`libs/${name} had no mutants.`);
  noteScore(
    name,
    files.flatMap(({ mutants }) => mutants),
    of,
  );
  renameSync(REPORT, inRoot('reports', `mutation-${name}.json`));
};

/** tools/jest/mutation.config.mjs reads in MUTATED whose tests to run. */
const stryker = async (name) => {
  dropReport(REPORT);
  process.env.MUTATED = name;
  const of = mutatedDigest(name);
  const main = inRoot('node_modules/@stryker-mutator/core/bin/stryker.js');
  const code = await become(findNode(), [
    main,
    'run',
    'stryker.config.mjs',
    '--mutate',
    mutatedFiles(name).join(','),
  ]);
  keepReport(name, of);
  return code;
};

/**
 * Mutates the libraries named, or all, one after the other, and counts what the tests notice: each of them must reach
 * the threshold of stryker.config.mjs.
 * @param {readonly string[]} names such as `rules`
 */
export const run = async (names) => {
  const unknown = names.find((name) => !MUTATED.includes(name));
  if (unknown !== undefined) throw new Failure(`There are no mutants of ${unknown}: ${MUTATED.join(', ')}.`);
  let worst = 0;
  for (const name of names.length > 0 ? names : MUTATED) worst = Math.max(worst, await stryker(name));
  return worst;
};
