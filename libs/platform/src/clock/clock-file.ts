import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './clock.ts';

const SAVE_EVERY_MS = 1000;

const fileIn = (folder: string): string => join(folder, 'clock');

/** The last domain moment recorded in a data folder. */
export const recordedMoment = async (folder: string): Promise<Date | null> => {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => null);
  const at = text ? new Date(text.trim()) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
};

/** Records the moment that a clock shows, every second until stopped, and once more then. */
export const recordMoments = (clock: Clock, folder: string): { stop(): Promise<void> } => {
  const save = (): Promise<void> => writeFile(fileIn(folder), clock.now().toISOString());
  const timer = setInterval(() => void save().catch(() => undefined), SAVE_EVERY_MS).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await save();
    },
  };
};
