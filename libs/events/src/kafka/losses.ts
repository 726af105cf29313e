import { nameOf } from '../progress/place.ts';
import type { End } from './offsets.ts';

/** Counts messages that were past their retention before they were handled. */
export interface Losses {
  /** An upper bound: what was handled and not committed yet counts as well. */
  readonly count: number;
  /** What is kept of partitions, and what is handled next of those that were begun. */
  observe(ends: readonly End[], next: ReadonlyMap<string, number>): void;
}

/** Each message counts once, also where the client has gone on behind it meanwhile, of which it says nothing. */
export const createLosses = (): Losses => {
  const counted = new Map<string, number>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    observe: (ends, next) => {
      for (const end of ends) {
        const [name, before] = [nameOf(end), counted.get(nameOf(end)) ?? 0];
        count += Math.max(0, end.low - Math.max(next.get(name) ?? end.low, before));
        counted.set(name, Math.max(end.low, before));
      }
    },
  };
};
