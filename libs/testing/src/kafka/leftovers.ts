import { readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PREFIX = 'huren-kafka-';

type Role = 'owner' | 'broker';

const fileOf = (folder: string, role: Role): string => join(folder, `${role}.pid`);

/** Notes which process a folder belongs to, or which broker runs on it. */
export const notePid = (folder: string, role: Role, pid: number): Promise<void> =>
  writeFile(fileOf(folder, role), String(pid));

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const pidOf = (folder: string, role: Role): number => Number(textOf(fileOf(folder, role)));

const isAlive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Ends the brokers, and removes the data, of runs that were killed. */
export const removeLeftovers = async (): Promise<void> => {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const owner = pidOf(folder, 'owner');
    if (!owner || isAlive(owner)) continue;
    const broker = pidOf(folder, 'broker');
    if (isAlive(broker) && textOf(`/proc/${broker}/cmdline`).includes(folder))
      process.kill(broker, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
};
