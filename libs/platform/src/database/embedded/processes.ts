import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../config/start-error.ts';

const PATIENCE_MS = 20_000;

/** Fields of /proc/<pid>/stat after the command's name; null where the system has none. */
const statOf = (pid: number): string[] | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
};

/** Whether a process runs. One that has ended and only waits for its parent to notice does not. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statOf(pid)?.[0] !== 'Z';
};

/** Resolves to whether it came true in time. */
export const eventually = async (holds: () => boolean, withinMs: number): Promise<boolean> => {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
};

/** When a process began, in a unit of the system's; null where it cannot be told. Tells a number used again. */
export const beginningOf = (pid: number): string | null => statOf(pid)?.[19] ?? null;

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    } catch {
      return '';
    }
  }
};

/**
 * Ends the server that a killed Huren left behind; it finishes what is committed first. A number that
 * another program has by now is no server: its file is removed, for PostgreSQL would stop at it.
 */
export const stopOrphan = async (dataFolder: string): Promise<void> => {
  const file = `${dataFolder}/postmaster.pid`;
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid || !isAlive(pid)) return;
  if (!commandOf(pid).includes(dataFolder)) return rm(file, { force: true });
  process.kill(pid, 'SIGINT');
  if (await eventually(() => !isAlive(pid), PATIENCE_MS)) return;
  throw new StartError(`An old PostgreSQL (process ${pid}) does not stop: end it by hand.`);
};
