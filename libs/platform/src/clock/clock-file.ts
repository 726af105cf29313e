import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../config/start-error.ts';
import { makeFolder } from '../files/make-folder.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { DomainClock } from './clock.ts';

const SAVE_EVERY_MS = 1000;

/** Recorded this far ahead, so that a clock that was killed goes on after all it has shown. */
const AHEAD_MS = 2 * SAVE_EVERY_MS;

const fileIn = (folder: string): string => join(folder, 'clock');

/** The last domain moment recorded in a data folder; null: none. @throws StartError where the record is damaged */
export const recordedMoment = async (folder: string): Promise<Date | null> => {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  const at = new Date(text.trim());
  if (!Number.isNaN(at.getTime())) return at;
  throw new StartError(`The data folder ${folder} is damaged: ${fileIn(folder)} holds no moment.`);
};

/** Records the moment that a clock shows: at each move, every second, and exactly when stopped. */
export const recordMoments = (clock: DomainClock, folder: string): { stop(): Promise<void> } => {
  let tail: Promise<unknown> = makeFolder(folder);
  const save = (ahead: number): Promise<unknown> => {
    const write = () => writeWhole(fileIn(folder), new Date(clock.now().getTime() + ahead).toISOString());
    return (tail = tail.then(write, write));
  };
  const timer = setInterval(() => void save(AHEAD_MS).catch(() => undefined), SAVE_EVERY_MS).unref();
  clock.onMove(async () => void (await save(AHEAD_MS)));
  return {
    stop: async () => {
      clearInterval(timer);
      await save(0);
    },
  };
};
