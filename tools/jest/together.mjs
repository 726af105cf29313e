import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Specs that play thousands of random cases would take hours over all mutants: without them the score can only be too low. */
const MANY_CASES = /(oracle|laws|brute-force)\.spec\.ts$/;

/** The specs of the library in MUTATED as one, so that each mutant loads the packages once and not once a spec. */
const specs = globSync(`libs/${process.env.MUTATED}/src/**/*.spec.ts`)
  .filter((spec) => !MANY_CASES.test(spec))
  .sort();

for (const spec of specs) await import(pathToFileURL(resolve(spec)).href);
