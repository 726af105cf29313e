import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MANY_CASES } from '../lib/tests.mjs';

const HAS_MANY = new RegExp(MANY_CASES);

/** The unit tests of a pure library as one spec, so that what they test is loaded once and not once a spec. */
export const loadSpecs = async (library) => {
  const specs = globSync(`libs/${library}/src/**/*.spec.ts`).filter((spec) => !HAS_MANY.test(spec));
  for (const spec of specs.sort()) await import(pathToFileURL(resolve(spec)).href);
};
