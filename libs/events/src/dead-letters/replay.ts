import { checkEvent } from '../contracts/check.ts';
import type { Contracts } from '../contracts/registry.ts';
import { outcomeOf, type EventHandler, type Outcome } from '../consume/outcome.ts';
import type { Sql, Transactions } from '../port/sql.ts';
import { letterErrorOf, messageOf, type Letter, type LetterError } from './letter.ts';
import { selectLetters, type LetterSelection } from './select.ts';
import { PATIENT } from '../postgres/database.ts';

export interface ReplayOptions {
  transactions: Transactions;
  consumer: string;
  contracts: Contracts;
  handler: EventHandler;
  /** Only checks the contract: nothing is handled, nothing is removed. */
  dryRun?: boolean;
  signal?: AbortSignal;
}

export interface ReplayedLetter {
  id: string;
  topic: string;
  key: string;
  /** `valid` in a dry run; `waiting` behind an event of its key that failed again. */
  result: Outcome | 'valid' | 'failed' | 'waiting';
  error?: LetterError;
}

const LOCK = `select pg_advisory_xact_lock(hashtextextended('huren.replay.' || $1 || $2 || $3, 0))`;
const REMOVE = `
with gone as (delete from dead_letter where id = $1 returning 1) select count(*)::int as n from gone`;
const NOTE = `
with noted as (
  update dead_letter set attempts = attempts + 1, error = $2, state = 'failed' where id = $1 returning 1
) select count(*)::int as n from noted`;

type Result = Pick<ReplayedLetter, 'result' | 'error'>;

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
const replayAlone = ({ id, topic, key }: Letter, options: ReplayOptions): Promise<ReplayedLetter[]> =>
  options.transactions.run(async (tx) => {
    // The handler is at work on a connection of its own.
    await tx.query(PATIENT);
    await tx.query(LOCK, [options.consumer, topic, key]);
    const [letter] = await selectLetters(tx, options.consumer, { id });
    if (!letter) return [];
    const result = await attempt(letter, options);
    if (!options.dryRun) await keep(tx, letter, result);
    return [{ id, topic, key, ...result }];
  });

/** @returns whether an event failed again, behind which the rest waits */
const replayRun = async (tx: Sql, letters: Letter[], options: ReplayOptions, done: ReplayedLetter[]) => {
  let stuck = false;
  for (const letter of letters) {
    const { id, topic, key } = letter;
    const result: Result = stuck ? { result: 'waiting' } : await attempt(letter, options);
    if (!stuck && !options.dryRun) await keep(tx, letter, result);
    stuck ||= result.result === 'failed';
    done.push({ id, topic, key, ...result });
  }
  return stuck;
};

/** All of a key in order, up to one that fails again; also what is parked while the replay runs. */
const replayInOrder = (topic: string, key: string, options: ReplayOptions): Promise<ReplayedLetter[]> =>
  options.transactions.run(async (tx) => {
    await tx.query(PATIENT);
    await tx.query(LOCK, [options.consumer, topic, key]);
    const done: ReplayedLetter[] = [];
    let letters = await selectLetters(tx, options.consumer, { topic, key });
    while (letters.length > 0) {
      const stuck = await replayRun(tx, letters, options, done);
      letters = stuck || options.dryRun ? [] : await selectLetters(tx, options.consumer, { topic, key });
    }
    return done;
  });

/**
 * Runs the handler again on letters and removes those that succeed. On a topic whose messages are not
 * whole states a selection stands for its whole keys. Needs two connections: the handler has its own.
 */
export const replayLetters = async (
  selection: LetterSelection,
  options: ReplayOptions,
): Promise<ReplayedLetter[]> => {
  const { consumer, contracts, transactions } = options;
  const letters = await transactions.run((tx) => selectLetters(tx, consumer, selection, 10_000));
  const isWhole = ({ topic }: Letter): boolean => contracts.find(topic)?.wholeState ?? false;
  const keys = new Map(
    letters.filter((letter) => !isWhole(letter)).map((letter) => [`${letter.topic}\n${letter.key}`, letter]),
  );
  const results: ReplayedLetter[] = [];
  for (const letter of letters.filter(isWhole)) results.push(...(await replayAlone(letter, options)));
  for (const { topic, key } of keys.values()) results.push(...(await replayInOrder(topic, key, options)));
  return results;
};
