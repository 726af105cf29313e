import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Specs that play thousands of random cases: Node itself runs them, and no mutant waits for them. */
const MANY_CASES = /(oracle|laws|brute-force)\.spec\.ts$/;

/** The unit tests of a pure library as one spec, so that what they test is loaded once and not once a spec. */
export const loadSpecs = async (library) => {
  const specs = globSync(`libs/${library}/src/**/*.spec.ts`).filter((spec) => !MANY_CASES.test(spec));
  for (const spec of specs.sort()) await import(pathToFileURL(resolve(spec)).href);
};
