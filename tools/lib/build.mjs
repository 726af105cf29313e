import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { compile } from './compile.mjs';
import { Failure } from './failure.mjs';
import { filesIn, packageFolders } from './files.mjs';
import { inRoot } from './root.mjs';

const RECORD = inRoot('node_modules', '.huren-build');

/** Changes when a source, its place or its configuration does. Looks at times and sizes: tens of milliseconds. */
const stateOfSources = () => {
  const hash = createHash('sha256');
  const configuration = ['tools/swc.json', 'tools/lib/compile.mjs', 'package-lock.json'];
  for (const file of [...packageFolders().flatMap(filesIn), ...configuration]) {
    const { size, mtimeMs } = statSync(inRoot(file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

const isBuilt = (state) =>
  packageFolders().every((folder) => existsSync(inRoot(folder, 'dist', 'index.js'))) &&
  existsSync(RECORD) &&
  readFileSync(RECORD, 'utf8') === state;

/** Compiles every package, unless nothing has changed since the last time. @throws Failure */
export const build = async () => {
  const state = stateOfSources();
  if (isBuilt(state)) return;
  process.stderr.write('Building …\n');
  rmSync(RECORD, { force: true });
  await compile().catch((error) => {
    throw new Failure(`${error.message.trim()}\nThe build failed: the sources have errors.`);
  });
  writeFileSync(RECORD, state);
};
