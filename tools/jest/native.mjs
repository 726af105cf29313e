/**
 * Lets Node itself run specs and the sources that they test: TypeScript through swc, packages from their sources,
 * `@jest/globals` from the runner.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const SWC = JSON.parse(readFileSync(new URL('../swc.json', import.meta.url), 'utf8'));
const GLOBALS = new URL('globals.mjs', import.meta.url).href;

/** Sources, not builds: a change is tested without a build step. */
const withSources = (context) => ({ ...context, conditions: [...context.conditions, '@huren/source'] });

const compiled = (url) => {
  const filename = fileURLToPath(url);
  const options = { ...SWC, swcrc: false, sourceMaps: 'inline', filename };
  return transformSync(readFileSync(filename, 'utf8'), options).code;
};

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: GLOBALS, shortCircuit: true }
      : next(specifier, withSources(context)),
  load: (url, context, next) =>
    /\.ts(\?|$)/.test(url) && !url.includes('/node_modules/')
      ? { format: 'module', source: compiled(url), shortCircuit: true }
      : next(url, context),
});

process.setSourceMapsEnabled(true);
