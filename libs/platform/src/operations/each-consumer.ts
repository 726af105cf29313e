import { START, wait } from '@huren/events';
import type {
  Delivery,
  Dismissed,
  DismissOptions,
  Letter,
  LetterPlace,
  LetterSelection,
  ReplayedLetter,
} from '@huren/events';
import { refuse } from '../errors/problem.ts';
import { cursorText } from './letter-cursor.ts';
import type { LetterCursor } from './letter-cursor.ts';

type Deliveries = readonly (readonly [consumer: string, delivery: Pick<Delivery, 'page' | 'replay'>])[];

/** Letters of which an answer tells by themselves. */
const TOLD = 1000;

/** What takes longer is broken off: whoever asked for it waits. */
const WHILE_MS = 20_000;

/** Answers whether there is still time, from now on. */
export const forAWhile = (): (() => boolean) => {
  const end = performance.now() + WHILE_MS;
  return () => performance.now() < end;
};

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
    const page = { after: after?.consumer === consumer ? after : undefined, limit: limit - found.length };
    const { letters, next } = await delivery.page(selection, page);
    found.push(...letters);
    if (next) return { letters: found, next: cursorText({ consumer, ...next }) };
  }
  return { letters: found, next: null };
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

/** Letters that are dismissed: all are counted, and the first thousand told. `next`: there may be more. */
export type DismissedEach = { count: number; letters: Dismissed[]; next: string | null };

/** Until a replay that is at work on a consumer's letters is looked at again. */
const LOOK_MS = 100;

/**
 * Dismisses letters of consumers, one after another, a step at a time.
 * @param deliveries in the order of their names, from that of the cursor on
 * @param how `goesOn` is asked after each step: false breaks off
 * @throws ProblemException where until then nothing could go, for a replay was at work
 */
export const dismissEach = async (
  deliveries: readonly (readonly [consumer: string, delivery: Pick<Delivery, 'dismiss'>])[],
  selection: LetterSelection,
  { after, goesOn, ...how }: DismissOptions & { after: LetterCursor | undefined; goesOn: () => boolean },
): Promise<DismissedEach> => {
  const done: DismissedEach = { count: 0, letters: [], next: null };
  for (const [consumer, delivery] of deliveries) {
    let place: LetterPlace | null = after?.consumer === consumer ? after : START;
    while (place) {
      const { letters, next } = await delivery.dismiss(selection, { ...how, after: place });
      done.count += letters.length;
      done.letters.push(...letters.slice(0, TOLD - done.letters.length));
      place = next;
      if (next && !goesOn()) {
        if (done.count === 0)
          return refuse(409, 'replay_under_way', 'consumer', 'has letters that are being replayed');
        return { ...done, next: cursorText({ consumer, ...next, begun: how.until }) };
      }
      if (next && letters.length === 0) await wait(LOOK_MS);
    }
  }
  return done;
};
