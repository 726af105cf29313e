/** Chance that comes out the same for the same seed. */
export type Chance = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(of: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
};

/** Mulberry32. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick: <T>(of: readonly T[]): T => {
      if (of.length === 0) throw new RangeError('there is nothing to pick from');
      return of[between(0, of.length - 1)] as T;
    },
    shuffled: (of) => {
      const places = of.map((value) => ({ value, at: next() }));
      return places.sort((a, b) => a.at - b.at).map(({ value }) => value);
    },
  };
};
