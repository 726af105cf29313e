/**
 * Lets Node itself run specs and the sources that they test: TypeScript through swc, packages from their sources,
 * `@jest/globals` from the runner. What was compiled once serves every process and thread that comes after.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, threadId } from 'node:worker_threads';
import { transformSync, version } from '@swc/core';
import { inRoot } from '../lib/root.mjs';

const config = readFileSync(new URL('../swc.json', import.meta.url), 'utf8');
const SWC = JSON.parse(config);
const GLOBALS = new URL('globals.mjs', import.meta.url).href;
const CACHE = inRoot('node_modules/.cache/native');

/** Sources, not builds: a change is tested without a build step. */
const withSources = (context) => ({ ...context, conditions: [...context.conditions, '@huren/source'] });

const readKept = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** Whole or not at all: other processes read it meanwhile. */
const keep = (file, code) => {
  const begun = `${file}.${process.pid}.${threadId}`;
  writeFileSync(begun, code);
  renameSync(begun, file);
};

const compiled = (url) => {
  const filename = fileURLToPath(url);
  const source = readFileSync(filename, 'utf8');
  const name = createHash('sha1').update(`${version}\n${config}\n${filename}\n${source}`).digest('hex');
  const kept = join(CACHE, `${name}.js`);
  const known = readKept(kept);
  if (known !== undefined) return known;
  const { code } = transformSync(source, { ...SWC, swcrc: false, sourceMaps: 'inline', filename });
  keep(kept, code);
  return code;
};

mkdirSync(CACHE, { recursive: true });

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

// Of a thread nobody reads traces, and each would read all maps anew.
process.setSourceMapsEnabled(isMainThread);
