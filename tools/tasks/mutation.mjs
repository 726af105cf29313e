import { Failure } from '../lib/failure.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

const LIBRARIES = ['rules', 'recognition'];

const mutate = (name) =>
  [
    `libs/${name}/src/**/*.ts`,
    `!libs/${name}/src/**/*.spec.ts`,
    `!libs/${name}/src/testing/**`,
    `!libs/${name}/src/index.ts`,
  ].join(',');

const stryker = (name) =>
  become(findNode(), [
    inRoot('node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    'stryker.config.mjs',
    '--mutate',
    mutate(name),
  ]);

/**
 * Mutates the libraries named, or all, one after the other, and counts what the tests notice: each of them must reach
 * the threshold of stryker.config.mjs.
 * @param {readonly string[]} names such as `rules`
 */
export const run = async (names) => {
  const unknown = names.find((name) => !LIBRARIES.includes(name));
  if (unknown !== undefined)
    throw new Failure(`There are no mutants of ${unknown}: ${LIBRARIES.join(', ')}.`);
  let worst = 0;
  for (const name of names.length > 0 ? names : LIBRARIES) worst = Math.max(worst, await stryker(name));
  return worst;
};
