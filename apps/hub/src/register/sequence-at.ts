import type { Entry } from './entry.ts';

/** The newest place on their topic of what was told by an instant; null: nothing was. */
export const sequenceAt = (entries: readonly Entry<unknown>[], at?: Date): number | null =>
  entries
    .filter(({ recordedAt }) => at === undefined || Date.parse(recordedAt) <= at.getTime())
    .reduce<number | null>((newest, { sequence }) => Math.max(newest ?? 0, sequence ?? 0), null);
