import type { Entry } from './entry.ts';

const isTold = ({ recordedAt }: Entry<unknown>, at: Date): boolean => Date.parse(recordedAt) <= at.getTime();

/**
 * Of each key the revision that held at an instant. The first revision stands from the dates in it, whenever it was
 * told; each later one (suspended, ended, another path) from when it was told. Without an instant: the newest.
 */
export const heldAt = <T>(entries: readonly Entry<T>[], at?: Date): Entry<T>[] =>
  [...Map.groupBy(entries, ({ key }) => key).values()].flatMap((revisions) => {
    const sorted = revisions.toSorted((a, b) => b.revision - a.revision);
    const held = sorted.find((entry) => at === undefined || isTold(entry, at));
    return held ?? sorted.at(-1) ?? [];
  });

/** The newest place on their topic of what was told by an instant; null: nothing was. */
export const sequenceAt = (entries: readonly Entry<unknown>[], at?: Date): number | null =>
  entries
    .filter((entry) => at === undefined || isTold(entry, at))
    .reduce<number | null>((newest, { sequence }) => Math.max(newest ?? 0, sequence ?? 0), null);
