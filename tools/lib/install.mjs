import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { Failure } from './failure.mjs';
import { run } from './processes.mjs';
import { inRoot } from './root.mjs';

const LOCK = inRoot('package-lock.json');
const RECORD = inRoot('node_modules', '.huren-lock');
const INSTALLED = inRoot('node_modules', '.package-lock.json');

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether npm's own note of what it installed agrees with the lock: then somebody has just run `npm install`. */
const agrees = (isToRun) => {
  if (!existsSync(INSTALLED)) return false;
  const installed = packagesIn(INSTALLED);
  return Object.entries(packagesIn(LOCK)).every(([path, wanted]) => {
    const found = installed[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    return path === '' || wanted.optional || wanted.devOptional || wanted.peer || (isToRun && wanted.dev);
  });
};

/** npm of the machine, not run by a Node that it is about to delete. */
const environment = () => ({
  ...process.env,
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter),
});

const npm = (...args) => run('npm', args, { env: environment() });

const checkNpm = async () => {
  const { code, output } = await npm('--version').catch(() => ({ code: 1, output: '' }));
  const version = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0) throw new Failure('Huren needs npm 10 or newer, and no npm was found.');
  if (Number(version.split('.')[0]) < 10)
    throw new Failure(`Huren needs npm 10 or newer; this is npm ${version}.`);
};

/**
 * Installs the packages of the lock, unless they are there. @throws Failure
 * @param {{ isToRun?: boolean }} [options] `isToRun`: those alone that it takes to run, a third of them
 * @returns {Promise<boolean>} whether anything was installed
 */
export const install = async ({ isToRun = false } = {}) => {
  const hash = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  const ofRunning = `${hash} to run`;
  const record = textOf(RECORD);
  if (record === hash || (isToRun && record === ofRunning)) return false;
  const isNeeded = !agrees(isToRun);
  if (isNeeded) {
    await checkNpm();
    process.stderr.write('Installing packages (about half a minute) …\n');
    const which = isToRun ? ['--omit=dev'] : [];
    const { code, output } = await npm('ci', ...which, '--no-audit', '--no-fund', '--loglevel=error');
    if (code !== 0)
      throw new Failure(`${output.trim()}\nnpm ci failed: is the package registry within reach?`);
  }
  writeFileSync(RECORD, isToRun ? ofRunning : hash);
  return isNeeded;
};
