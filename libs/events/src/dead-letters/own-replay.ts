import type { Letter } from './letter.ts';
import { attempt, type Replayed, type ReplayOptions, type Result } from './replay.ts';
import { hasPayload, payloadNotKept } from './shelf.ts';
import { endOfKey, type LetterPlace } from './select.ts';

/** By topic and key, those of a key in the order of the log: below 0 where one stands before the other. */
export const inOrder = (one: LetterPlace, other: LetterPlace): number =>
  one.topic.localeCompare(other.topic) ||
  one.key.localeCompare(other.key) ||
  one.offset - other.offset ||
  one.partition - other.partition;

/** A moment as a database tells it. */
const momentText = (at: Date): string => at.toISOString().replace('Z', '000Z');

interface Going {
  begun: string;
  tryOne: (letter: Letter) => Promise<Result>;
  /** Whether what follows of its key waits where a letter fails again. */
  stops: (letter: Letter) => boolean;
  goesOn: () => boolean;
}

/** Tries letters one after another, past what waits behind one that failed again, until it is broken off. */
const goThrough = async (
  letters: readonly Letter[],
  { begun, tryOne, stops, goesOn }: Going,
): Promise<Replayed> => {
  const done: Replayed = { letters: [], waiting: 0, next: null };
  let place: LetterPlace | undefined;
  for (const letter of letters) {
    if (place && inOrder(letter, place) <= 0) continue;
    const { id, topic, key, offset, partition } = letter;
    const result = await tryOne(letter);
    done.letters.push({ id, topic, key, ...result });
    const isStuck = result.result === 'failed' && stops(letter);
    const end = (place = isStuck ? endOfKey(letter) : { topic, key, offset, partition });
    if (isStuck)
      done.waiting += letters.filter((one) => inOrder(one, letter) > 0 && inOrder(one, end) < 0).length;
    if (!goesOn()) return { ...done, next: { ...place, begun } };
  }
  return done;
};

type OwnReplay = Pick<ReplayOptions, 'contracts' | 'handler' | 'dryRun' | 'from' | 'goesOn'> & {
  /** Told what became of a letter. */
  settle: (letter: Letter, result: Result) => void;
};

/** Handles those of the letters again that there were when it began, from a place on. */
export const replayOwn = (
  letters: readonly Letter[],
  { contracts, handler, dryRun = false, from, goesOn, settle }: OwnReplay,
): Promise<Replayed> => {
  const begun = from?.begun ?? momentText(new Date());
  const there = letters.filter(
    (letter) => letter.at <= new Date(begun) && (!from || inOrder(letter, from) > 0),
  );
  const tryOne = async (letter: Letter): Promise<Result> => {
    const result: Result = hasPayload(letter)
      ? await attempt(letter, { contracts, handler, dryRun })
      : { result: 'failed', error: letter.error ?? payloadNotKept(null) };
    if (!dryRun) settle(letter, result);
    return result;
  };
  const stops = ({ topic }: Letter): boolean => !dryRun && !contracts.find(topic)?.wholeState;
  return goThrough(there, { begun, tryOne, stops, goesOn });
};
