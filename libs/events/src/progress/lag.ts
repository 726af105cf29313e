import { nameOf, type Place } from './place.ts';

/** Messages before the given ends that have not been handled; an upper bound where the log has gaps. */
export const behind = (heads: readonly Place[], positions: readonly Place[]): number => {
  const at = new Map(positions.map((place) => [nameOf(place), place.offset]));
  return heads.reduce((sum, head) => sum + Math.max(0, head.offset - (at.get(nameOf(head)) ?? 0)), 0);
};

export interface Completeness {
  readonly caughtUp: boolean;
  readonly completeAt: number | null;
  /** The ends as seen at a time, and what had been handled thereafter. */
  observe(heads: readonly Place[], positions: readonly Place[], at: number): void;
}

/** Tells when all that was in the log at the beginning, and at last, has been handled. */
export const createCompleteness = (onCaughtUp: () => void): Completeness => {
  let beginning: readonly Place[] | undefined;
  let caughtUp = false;
  let completeAt: number | null = null;
  // In a log that always grows nobody is ever at its end as it is now: what counts is the end as it was seen before.
  let awaited: { heads: readonly Place[]; at: number } | undefined;
  const arrive = (heads: readonly Place[], positions: readonly Place[], at: number): void => {
    awaited ??= { heads, at };
    if (behind(awaited.heads, positions) > 0) return;
    const isAtEnd = behind(heads, positions) === 0;
    completeAt = isAtEnd ? at : awaited.at;
    awaited = isAtEnd ? undefined : { heads, at };
  };
  return {
    get caughtUp() {
      return caughtUp;
    },
    get completeAt() {
      return completeAt;
    },
    observe: (heads, positions, at) => {
      beginning ??= heads;
      arrive(heads, positions, at);
      if (caughtUp || behind(beginning, positions) > 0) return;
      caughtUp = true;
      onCaughtUp();
    },
  };
};
