import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../../config/start-error.ts';

/** A user of the machine. */
export type ServerUser = { readonly uid: number; readonly gid: number };

const NAME = 'postgres';

const idOf = (flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

const existing = (): ServerUser | undefined => {
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return undefined;
  }
};

const create = (): ServerUser | undefined => {
  try {
    execFileSync('groupadd', ['-f', NAME], { stdio: 'ignore' });
    execFileSync('useradd', ['-g', NAME, NAME], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return existing();
};

/** PostgreSQL refuses to run as root: then it runs as a user of its own, made if absent. @throws StartError */
export const serverUser = (): ServerUser | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const user = existing() ?? create();
  if (user) return user;
  throw new StartError(
    `PostgreSQL does not run as root, and a user "${NAME}" cannot be made: start Huren as another user.`,
  );
};

const isOpen = (folder: string): boolean => (statSync(folder).mode & 0o001) !== 0;

/** Whether every user of the machine may pass through the folders above a path. */
export const isReachable = (path: string): boolean => {
  const folder = dirname(path);
  return isOpen(folder) && (folder === dirname(folder) || isReachable(folder));
};
