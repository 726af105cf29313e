import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { filesIn } from './files.mjs';
import { inRoot } from './root.mjs';

/** The libraries whose mutants are tried, each by itself. */
export const MUTATED = ['rules', 'recognition', 'agreements'];

const NOT_MUTATED = /\.spec\.ts$|\/src\/testing\/|\/src\/index\.ts$/;

/**
 * The sources of a library that are mutated.
 * @param {string} name such as `rules`
 */
export const mutatedFiles = (name) =>
  filesIn(`libs/${name}/src`).filter((file) => file.endsWith('.ts') && !NOT_MUTATED.test(file));

/**
 * Changes with every source that is mutated: a score is of what it was taken of.
 * @param {string} name
 */
export const mutatedDigest = (name) => {
  const hash = createHash('sha256');
  for (const file of mutatedFiles(name)) hash.update(`${file}\n`).update(readFileSync(inRoot(file)));
  return hash.digest('hex').slice(0, 16);
};
