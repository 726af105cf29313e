import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../config/start-error.ts';

const PATIENCE_MS = 10_000;

/** Whether a process runs. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const isPostgres = async (pid: number): Promise<boolean> => {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null ? isAlive(pid) : command.includes('postgres');
};

/** Ends the server that was left behind by a Huren that was killed; it finishes its transactions first. */
export const stopOrphan = async (pidFile: string): Promise<void> => {
  const text = await readFile(pidFile, 'utf8').catch(() => undefined);
  const pid = Number(text?.split('\n')[0]);
  if (!pid || !isAlive(pid) || !(await isPostgres(pid))) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + PATIENCE_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline)
      throw new StartError(`An old PostgreSQL (process ${pid}) does not stop; end it by hand.`);
    await delay(50);
  }
};
