import type { Delivery, Letter, LetterSelection, ReplayedLetter } from '@huren/events';
import { cursorText } from './letter-cursor.ts';
import type { LetterCursor } from './letter-cursor.ts';

type Deliveries = readonly (readonly [consumer: string, delivery: Pick<Delivery, 'letters' | 'replay'>])[];

/** Letters of which an answer tells by themselves. */
const TOLD = 1000;

const RESULTS = ['applied', 'stale', 'duplicate', 'valid', 'failed', 'waiting'] as const;

export type ReplayCounts = Record<(typeof RESULTS)[number], number>;

export const countsTogether = (all: readonly ReplayCounts[]): ReplayCounts =>
  Object.fromEntries(
    RESULTS.map((result) => [result, all.reduce((sum, counts) => sum + counts[result], 0)]),
  ) as ReplayCounts;

const countsOf = (letters: readonly ReplayedLetter[], waiting: number): ReplayCounts => {
  const counts = { ...countsTogether([]), waiting };
  for (const { result } of letters) counts[result] += 1;
  return counts;
};

/** A page of the letters of consumers. @param deliveries in the order of their names, from that of the cursor on */
export const listEach = async (
  deliveries: Deliveries,
  selection: LetterSelection,
  { after, limit }: { after: LetterCursor | undefined; limit: number },
): Promise<{ letters: Letter[]; next: string | null }> => {
  const found: Letter[] = [];
  for (const [consumer, delivery] of deliveries) {
    const page = { after: after?.consumer === consumer ? after : undefined, limit: limit + 1 - found.length };
    if (page.limit > 0) found.push(...(await delivery.letters(selection, page)));
  }
  const letters = found.slice(0, limit);
  const last = letters.at(-1);
  return { letters, next: found.length > limit && last ? cursorText(last) : null };
};

/**
 * What became of letters: all are counted, those too that wait behind one that failed again; of those that were gone
 * through the first thousand are told. `next`: there may be more.
 */
export type ReplayedEach = { counts: ReplayCounts; letters: ReplayedLetter[]; next: string | null };

/**
 * Replays letters of consumers, one after another.
 * @param deliveries in the order of their names, from that of the cursor on
 * @param how `goesOn` is asked after each letter: false breaks off
 */
export const replayEach = async (
  deliveries: Deliveries,
  selection: LetterSelection,
  { after, ...how }: { after: LetterCursor | undefined; dryRun: boolean; goesOn: () => boolean },
): Promise<ReplayedEach> => {
  let [done, waits]: [ReplayedLetter[], number] = [[], 0];
  const answer = (next: string | null): ReplayedEach => ({
    counts: countsOf(done, waits),
    letters: done.slice(0, TOLD),
    next,
  });
  for (const [consumer, delivery] of deliveries) {
    const from = after?.consumer === consumer ? after : undefined;
    const { letters, waiting, next } = await delivery.replay(selection, { ...how, from });
    [done, waits] = [done.concat(letters), waits + waiting];
    if (next) return answer(cursorText({ consumer, ...next }));
  }
  return answer(null);
};
