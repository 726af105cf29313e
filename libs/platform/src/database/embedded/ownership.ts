import { readFileSync } from 'node:fs';
import { link, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../config/start-error.ts';
import { beginningOf, eventually, isAlive } from './processes.ts';

/** Which process a data folder belongs to. */
type Owner = { readonly pid: number; readonly since: string | null };

/** One that is just stopping is waited for. */
const PATIENCE_MS = 3_000;

const fileIn = (folder: string): string => join(folder, 'owner.json');

const ownerOf = (folder: string): Owner | undefined => {
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
};

/** The process that has the folder now, or undefined. */
export const livingOwner = (folder: string): number | undefined => {
  const owner = ownerOf(folder);
  if (!owner || !isAlive(owner.pid)) return undefined;
  return owner.since === beginningOf(owner.pid) ? owner.pid : undefined;
};

/** Takes the place of nobody, or of a process that is gone; false: another was faster. */
const take = async (folder: string): Promise<boolean> => {
  const file = fileIn(folder);
  const own = `${file}.${process.pid}`;
  await rm(file, { force: true });
  await writeFile(own, JSON.stringify({ pid: process.pid, since: beginningOf(process.pid) }));
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
};

/** Makes the data folder this process' own until it is released. @throws StartError where another has it */
export const claimFolder = async (folder: string): Promise<{ release(): Promise<void> }> => {
  const isFree = (): boolean => livingOwner(folder) === undefined;
  if (!(await eventually(isFree, PATIENCE_MS)) || !(await take(folder))) {
    const owner = livingOwner(folder);
    throw new StartError(`The data folder ${folder} is in use by another Huren (process ${owner}).`);
  }
  return { release: () => rm(fileIn(folder), { force: true }) };
};
