import { randomUUID } from 'node:crypto';
import type { Contracts } from '../contracts/registry.ts';
import type { Message } from '../port/event.ts';
import type { Transactions } from '../port/sql.ts';
import { letterErrorOf, type Letter } from './letter.ts';
import { giveNotice } from './notice.ts';
import { goThrough, inOrder, momentText } from './own-replay.ts';
import { attempt, type Result } from './replay.ts';
import type { LetterSelection } from './select.ts';
import type { LetterStore } from './store.ts';

const isChosen = (letter: Letter, selection: LetterSelection): boolean =>
  selection === 'all' ||
  ('id' in selection
    ? letter.id === selection.id
    : letter.topic === selection.topic && (!('key' in selection) || letter.key === selection.key));

const isSuperseded = ({ topic, partition, offset, key, event }: Letter, by: Message): boolean => {
  if (topic !== by.topic || key !== by.event.key) return false;
  const [old, fresh] = [event.stateversion, by.event.stateversion];
  return old === undefined || fresh === undefined
    ? partition === by.partition && offset <= by.offset
    : old <= fresh;
};

const placeOf = ({ topic, partition, offset }: Pick<Message, 'topic' | 'partition' | 'offset'>): string =>
  `${topic} ${partition} ${offset}`;

type Rest = Pick<Letter, 'state' | 'error' | 'attempts'>;

/** The letter of a message, after the one that was there of it before. */
const letterAfter = (
  before: Letter | undefined,
  consumer: string,
  { topic, partition, offset, event }: Message,
  rest: Rest,
): Letter => ({
  id: before?.id ?? randomUUID(),
  ...{ consumer, topic, partition, offset, key: event.key, event },
  at: before?.at ?? new Date(),
  ...rest,
  attempts: (before?.attempts ?? 0) + rest.attempts,
});

/** Removes what a group kept in the database before each of its processes kept its own: all read everything again. */
export const forgetShared = (transactions: Transactions, consumer: string): Promise<unknown> =>
  transactions.run((tx) => tx.query('delete from dead_letter where consumer = $1', [consumer]));

/**
 * Letters of one process of a replica group, in memory as what it knows is: another process may have applied what this
 * one could not. A process that starts reads everything again, and what it cannot apply is a letter again.
 */
export const createOwnLetters = (
  transactions: Transactions,
  consumer: string,
  contracts: Contracts,
): LetterStore => {
  const letters = new Map<string, Letter>();
  const letterOf = (message: Message, rest: Rest): Letter =>
    letterAfter(letters.get(placeOf(message)), consumer, message, rest);
  const keep = (letter: Letter): Letter => {
    letters.set(placeOf(letter), letter);
    return letter;
  };
  const chosen = (selection: LetterSelection): Letter[] =>
    [...letters.values()].filter((letter) => isChosen(letter, selection)).toSorted(inOrder);
  const settle = (letter: Letter, { result, error }: Result): void => {
    if (result !== 'failed') letters.delete(placeOf(letter));
    // Superseded meanwhile, it is gone.
    else if (letters.has(placeOf(letter)))
      keep(letterOf(letter, { state: 'failed', error: error ?? null, attempts: 1 }));
  };
  return {
    get held() {
      return letters.size;
    },
    put: async (message, cause, attempts) => {
      const error = letterErrorOf(cause);
      const letter = letterOf(message, { state: 'failed', error, attempts });
      await transactions.run((tx) => giveNotice(tx, letter, error, contracts));
      return keep(letter);
    },
    parkBehind: async (message) => {
      if (chosen({ topic: message.topic, key: message.event.key }).length === 0) return false;
      keep(letterOf(message, { state: 'parked', error: null, attempts: 0 }));
      return true;
    },
    supersede: async (messages) => {
      const gone = [...letters].filter(([, letter]) => messages.some((by) => isSuperseded(letter, by)));
      for (const [place] of gone) letters.delete(place);
      return gone.map(([, { key }]) => key);
    },
    select: async (selection, { after, limit }) =>
      chosen(selection)
        .filter((letter) => !after || inOrder(letter, after) > 0)
        .slice(0, limit),
    replay: (selection, { handler, dryRun = false, from, goesOn }) => {
      const begun = from?.begun ?? momentText(new Date());
      const there = chosen(selection).filter(
        (letter) => letter.at <= new Date(begun) && (!from || inOrder(letter, from) > 0),
      );
      const tryOne = async (letter: Letter): Promise<Result> => {
        const result = await attempt(letter, { contracts, handler, dryRun });
        if (!dryRun) settle(letter, result);
        return result;
      };
      const stops = ({ topic }: Letter): boolean => !dryRun && !contracts.find(topic)?.wholeState;
      return goThrough(there, { begun, tryOne, stops, goesOn });
    },
  };
};
