import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Contracts } from '../contracts/registry.ts';
import type { Message } from '../port/event.ts';
import type { Transactions } from '../port/sql.ts';
import { inTurn } from '../util/in-turn.ts';
import { STEP, stepOf, type DismissStep } from './dismiss.ts';
import { keepDismissed } from './dismissed.ts';
import { judged } from './judged.ts';
import { keptName } from './kept-name.ts';
import { letterErrorOf, type Letter } from './letter.ts';
import { giveNotice } from './notice.ts';
import { inOrder, replayOwn } from './own-replay.ts';
import type { Result } from './replay.ts';
import { createShelf } from './shelf.ts';
import { START, placeOf, type LetterPage, type LetterSelection, type LettersRead } from './select.ts';
import type { LetterStore } from './store.ts';

const isChosen = (letter: Letter, selection: LetterSelection): boolean =>
  selection === 'all' ||
  ('id' in selection
    ? letter.id === selection.id
    : letter.topic === selection.topic && (!('key' in selection) || letter.key === keptName(selection.key)));

const chosenOf = (letters: readonly Letter[], selection: LetterSelection): Letter[] =>
  letters.filter((letter) => isChosen(letter, selection)).toSorted(inOrder);

const pageOf = (letters: readonly Letter[], { after = START, limit, begun }: LetterPage): LettersRead => {
  const left = letters.filter(
    (letter) => inOrder(letter, after) > 0 && (!begun || letter.at <= new Date(begun)),
  );
  const last = left.length < limit ? undefined : left[limit - 1];
  return { letters: left.slice(0, limit), next: last ? placeOf(last) : null };
};

/** Of letters of its key. */
const isSuperseded = ({ partition, offset, event }: Letter, by: Message): boolean => {
  const [old, fresh] = [event.stateversion, by.event.stateversion];
  return old === undefined || fresh === undefined
    ? partition === by.partition && offset <= by.offset
    : old <= fresh;
};

type Rest = Pick<Letter, 'state' | 'error' | 'attempts'>;

/** The letter of a message, after the one that was there of it before. */
const letterAfter = (
  before: Letter | undefined,
  consumer: string,
  { topic, partition, offset, event }: Message,
  rest: Rest,
): Letter => ({
  id: before?.id ?? randomUUID(),
  ...{ consumer, topic, partition, offset, key: keptName(event.key), event },
  at: before?.at ?? new Date(),
  ...rest,
  attempts: (before?.attempts ?? 0) + rest.attempts,
});

/** Bytes of events that a process keeps for a group. */
const ROOM = 64 * 2 ** 20;

/** Which process this is. */
const PROCESS = `${hostname()} ${process.pid}`;

/** Removes what a group kept in the database before each of its processes kept its own: all read everything again. */
export const forgetShared = (transactions: Transactions, consumer: string): Promise<unknown> =>
  transactions.run((tx) => tx.query('delete from dead_letter where consumer = $1', [consumer]));

/**
 * Letters of one process of a replica group, in memory as what it knows is: another process may have applied what this
 * one could not. A process that starts reads everything again, and what it cannot apply is a letter again, dismissed or
 * not. The trace of what was dismissed is in the database. What there is no room for is a letter without its payload: it can be
 * superseded and dismissed, but not handled again.
 */
export const createOwnLetters = (
  transactions: Transactions,
  consumer: string,
  contracts: Contracts,
  room = ROOM,
): LetterStore => {
  const letters = createShelf(room);
  // What is handled again is not dismissed meanwhile, and what is dismissed is not superseded.
  const [turn, going] = [inTurn(), inTurn()];
  const letterOf = (message: Message, rest: Rest): Letter =>
    letterAfter(letters.at(message), consumer, message, rest);
  const drop = <L extends Letter>(gone: L[]): L[] => gone.filter(letters.take);
  const ofKey = ({ topic, event }: Message): Letter[] => letters.ofKey({ topic, key: keptName(event.key) });
  const chosen = (selection: LetterSelection): Letter[] => chosenOf(letters.all(), selection);
  const page = (selection: LetterSelection, asked: LetterPage): LettersRead =>
    pageOf(chosen(selection), asked);
  const settle = (letter: Letter, { result, error }: Result): void => {
    if (result !== 'failed') letters.take(letter);
    // Superseded meanwhile, it is gone.
    else if (letters.at(letter))
      letters.put(letterOf(letter, { state: 'failed', error: error ?? null, attempts: 1 }));
  };
  return {
    get heldKeys() {
      return letters.heldKeys;
    },
    put: async (message, cause, attempts) => {
      const error = letterErrorOf(cause);
      const letter = letterOf(message, { state: 'failed', error, attempts });
      await transactions.run((tx) => giveNotice(tx, letter, error, contracts));
      return letters.put(letter);
    },
    parkBehind: async (message) => {
      if (ofKey(message).length === 0) return false;
      letters.put(letterOf(message, { state: 'parked', error: null, attempts: 0 }));
      return true;
    },
    supersede: (messages) =>
      going(async () => {
        const old = messages.flatMap((by) => ofKey(by).filter((one) => isSuperseded(one, by)));
        return drop(old).map(({ key }) => key);
      }),
    select: async (selection, asked) => page(selection, asked),
    replay: (selection, options) =>
      turn(() => replayOwn(chosen(selection), { ...options, contracts, settle })),
    dismiss: async (selection, { dryRun = false, until: begun, after, ...by }) => {
      const read = (): LettersRead => page(selection, { after, limit: STEP, begun });
      const takeOut = async (): Promise<DismissStep> => {
        const there = read();
        const gone = judged(contracts, there.letters);
        await transactions.run((tx) => keepDismissed(tx, gone, { ...by, keeper: PROCESS }));
        return stepOf(there, drop(gone));
      };
      if (!dryRun) return turn(() => going(takeOut));
      const told = read();
      return stepOf(told, judged(contracts, told.letters));
    },
  };
};
