import { checkEvent } from '../contracts/check.ts';
import type { Contracts } from '../contracts/registry.ts';
import { outcomeOf, type EventHandler, type Outcome } from '../consume/outcome.ts';
import type { Sql, Transactions } from '../port/sql.ts';
import { letterErrorOf, messageOf, type Letter, type LetterError } from './letter.ts';
import { lockKey } from './locks.ts';
import {
  countBehind,
  endOfKey,
  momentIn,
  selectLetters,
  type LetterPage,
  type LetterPlace,
  type LetterSelection,
  type LettersRead,
} from './select.ts';
import { PATIENT } from '../postgres/database.ts';

export interface ReplayOptions {
  transactions: Transactions;
  consumer: string;
  contracts: Contracts;
  handler: EventHandler;
  /** Only checks each letter against its contract: nothing is handled, nothing is removed. */
  dryRun?: boolean;
  signal?: AbortSignal;
  /** `next` of the replay that this one goes on with. */
  from?: ReplayPlace | undefined;
  /** Asked after each letter: false breaks the replay off. */
  goesOn: () => boolean;
}

/** Where a replay that was broken off goes on: what was put after it had begun is none of its. */
export type ReplayPlace = LetterPlace & { begun?: string | undefined };

/** What became of letters. `next`: there may be more. */
export interface Replayed {
  letters: ReplayedLetter[];
  /** How many wait behind one of their key that failed again: they were passed over. */
  waiting: number;
  next: ReplayPlace | null;
}

export interface ReplayedLetter {
  id: string;
  topic: string;
  key: string;
  /** `valid` in a dry run. */
  result: Outcome | 'valid' | 'failed';
  error?: LetterError;
}

/** Letters that are read at a time. */
const PAGE = 500;

const REMOVE = `
with gone as (delete from dead_letter where id = $1 returning 1) select count(*)::int as n from gone`;
const NOTE = `
with noted as (
  update dead_letter set attempts = attempts + 1, error = $2, state = 'failed' where id = $1 returning 1
) select count(*)::int as n from noted`;

/** Letters to the last that there is when it comes there. */
async function* eachOf(read: (page: LetterPage) => Promise<LettersRead>) {
  let { letters } = await read({ limit: PAGE });
  for (; letters.length > 0; { letters } = await read({ after: letters.at(-1), limit: PAGE })) yield* letters;
}

type Done = Omit<Replayed, 'next'>;
export type Result = Pick<ReplayedLetter, 'result' | 'error'>;

/** Checks a letter's contract and, but for a dry run, handles it. */
export const attempt = async (
  letter: Letter,
  options: Pick<ReplayOptions, 'contracts' | 'handler' | 'dryRun' | 'signal'>,
): Promise<Result> => {
  const { contracts, dryRun, handler, signal = new AbortController().signal } = options;
  try {
    const message = { ...messageOf(letter), event: checkEvent(contracts, letter.event) };
    return { result: dryRun ? 'valid' : outcomeOf(await handler(message, signal)) };
  } catch (error) {
    return { result: 'failed', error: letterErrorOf(error) };
  }
};

const keep = async (tx: Sql, letter: Letter, { result, error }: Result): Promise<void> => {
  if (result === 'failed') await tx.query(NOTE, [letter.id, JSON.stringify(error)]);
  else await tx.query(REMOVE, [letter.id]);
};

/** One whole state by itself, whatever becomes of the others of its key. */
const replayAlone = (letter: Letter, options: ReplayOptions, done: Done): Promise<LetterPlace> =>
  options.transactions.run(async (tx) => {
    const { id, topic, key } = letter;
    // The handler is at work on a connection of its own.
    await tx.query(PATIENT);
    await lockKey(tx, options.consumer, topic, key);
    const [still] = (await selectLetters(tx, options.consumer, { id }, { limit: 1 })).letters;
    if (!still) return letter;
    const result = await attempt(still, options);
    await keep(tx, still, result);
    done.letters.push({ id, topic, key, ...result });
    return letter;
  });

/** All of a key in order, up to one that fails again; also what is parked while the replay runs. */
const replayInOrder = ({ topic, key }: Letter, options: ReplayOptions, done: Done) =>
  options.transactions.run(async (tx): Promise<LetterPlace> => {
    await tx.query(PATIENT);
    await lockKey(tx, options.consumer, topic, key);
    for await (const letter of eachOf((page) => selectLetters(tx, options.consumer, { topic, key }, page))) {
      const result = await attempt(letter, options);
      await keep(tx, letter, result);
      done.letters.push({ id: letter.id, topic, key, ...result });
      if (result.result === 'failed') {
        done.waiting += await countBehind(tx, letter);
        break;
      }
      if (!options.goesOn()) return letter;
    }
    return endOfKey({ topic, key });
  });

const tryOne = async (letter: Letter, options: ReplayOptions, done: Done): Promise<LetterPlace> => {
  const { id, topic, key } = letter;
  done.letters.push({ id, topic, key, ...(await attempt(letter, options)) });
  return letter;
};

const isPast = ({ topic, key, offset, partition }: Letter, place: LetterPlace | undefined): boolean =>
  topic === place?.topic &&
  key === place.key &&
  (offset < place.offset || (offset === place.offset && partition <= place.partition));

/**
 * Runs the handler again on letters, those that there are when it begins, and removes those that succeed. On a topic
 * whose messages are not whole states a selection stands for its whole keys. Needs two connections: the handler has
 * its own.
 */
export const replayLetters = async (
  selection: LetterSelection,
  options: ReplayOptions,
): Promise<Replayed> => {
  const { consumer, contracts, dryRun, from, goesOn, transactions } = options;
  const isWhole = ({ topic }: LetterPlace): boolean => contracts.find(topic)?.wholeState ?? false;
  const read = (asked: LetterSelection, page: LetterPage): Promise<Letter[]> =>
    transactions.run(async (tx) => (await selectLetters(tx, consumer, asked, page)).letters);
  const isOne = typeof selection === 'object' && 'id' in selection;
  // Gone, when a replay goes on that it began.
  const one = isOne ? (from ?? (await read(selection, { limit: 1 }))[0]) : undefined;
  const asked = one && !isWhole(one) ? { topic: one.topic, key: one.key } : selection;
  const begun = from?.begun ?? (await transactions.run((tx) => momentIn(tx)));

  const done: Done = { letters: [], waiting: 0 };
  let place: LetterPlace | undefined = from;
  const readOn = (): Promise<Letter[]> => {
    // What was broken off within a key goes on to its end.
    const restOfKey = place !== undefined && !dryRun && !isWhole(place);
    return read(asked, { after: place, limit: PAGE, begun, restOfKey });
  };
  for (let page = await readOn(); page.length > 0; page = await readOn())
    for (const letter of page) {
      if (isPast(letter, place)) continue;
      const go = dryRun ? tryOne : isWhole(letter) ? replayAlone : replayInOrder;
      const { topic, key, offset, partition } = (place = await go(letter, options, done));
      if (!goesOn()) return { ...done, next: { topic, key, offset, partition, begun } };
    }
  return { ...done, next: null };
};
