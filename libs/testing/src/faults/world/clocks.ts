import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** By how much each service's system clock stands off, in ms; and a moment of the domain, which follows them. */
export type Clocks = {
  fileOf(place: string): string;
  /** Moves one place's clock; it is told by the caller. */
  set(place: string, offsetMs: number): Promise<void>;
  /** Moves everybody's, for good. */
  moveAll(byMs: number): Promise<void>;
  /** What the clocks show that stand right. */
  now(): Date;
};

export const clocksIn = async (folder: string, places: readonly string[]): Promise<Clocks> => {
  let common = 0;
  const fileOf = (place: string): string => join(folder, `${place}.clock`);
  const set = (place: string, offsetMs: number): Promise<void> =>
    writeFile(fileOf(place), String(common + offsetMs));
  const setAll = () => Promise.all(places.map((place) => set(place, 0)));
  await setAll();
  return {
    fileOf,
    set,
    now: () => new Date(Date.now() + common),
    moveAll: async (byMs) => {
      common += byMs;
      await setAll();
    },
  };
};
