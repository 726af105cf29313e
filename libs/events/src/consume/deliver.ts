import { checkEvent } from '../contracts/check.ts';
import { contracts as federation, type Contracts } from '../contracts/registry.ts';
import type { DismissOptions, DismissStep } from '../dead-letters/dismiss.ts';
import { maskLetters, maskReplayed } from '../dead-letters/mask.ts';
import type { Letter } from '../dead-letters/letter.ts';
import { createOwnLetters } from '../dead-letters/own-letters.ts';
import type { Replayed, ReplayPlace } from '../dead-letters/replay.ts';
import {
  START,
  placeOf,
  type LetterPage,
  type LetterPlace,
  type LetterSelection,
} from '../dead-letters/select.ts';
import { createLetterStore, type HeldKey, type LetterStore } from '../dead-letters/store.ts';
import type { MessageHandler, RunHandler } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import type { Transactions } from '../port/sql.ts';
import {
  noCounts,
  outcomeOf,
  type DeliveryCounts,
  type DeliveryOutcome,
  type EventHandler,
  type RunEventHandler,
} from './outcome.ts';
import { togetherOf } from './deliver-together.ts';
import { defaultRetry, withRetry, type RetryPolicy } from './retry.ts';

export interface DeliveryOptions {
  /** Name of the consumer: its group. */
  consumer: string;
  handler: EventHandler;
  /** For several events of one topic at once, where the consumer can. */
  runHandler?: RunEventHandler | undefined;
  /** On the consumer's database, which has the dead-letter and outbox tables. */
  transactions: Transactions;
  contracts?: Contracts;
  /** Who keeps letters: the database for all processes of the consumer, or each process its own. */
  keeper?: 'database' | 'process';
  retry?: Partial<RetryPolicy>;
  /** Told of each outcome, and of the error behind it. */
  onOutcome?: (outcome: DeliveryOutcome, message: Message, error?: unknown) => void;
}

/** The delivery policy of one consumer, the same on every adapter of the bus. */
export interface Delivery {
  /**
   * For `Bus.subscribe`. Rejects when a transient error lasts, when not even a dead letter could be written, or when
   * stopping: the event keeps its place and comes again.
   */
  readonly handle: MessageHandler;
  /** For `Bus.subscribe`: tries whole states at once, and leaves them to `handle` where anything fails. */
  readonly handleTogether: RunHandler;
  readonly counts: Readonly<Record<string, DeliveryCounts>>;
  /** Letters, masked, in the order of their places; a hundred unless a page is asked for. */
  letters(selection?: LetterSelection, page?: LetterPage): Promise<Letter[]>;
  /** The same with the place behind them, which has their key as it is; null: there are no more. */
  page(
    selection: LetterSelection,
    page: LetterPage,
  ): Promise<{ letters: Letter[]; next: LetterPlace | null }>;
  readonly keeper: 'database' | 'process';
  /** Letters that this process alone keeps. */
  readonly held: number;
  /** The key of each of those, as its event has it; the same until they change. */
  readonly heldKeys: readonly HeldKey[];
  /**
   * Handles letters again: those that there are when it begins. Broken off, it answers from where another goes on.
   * @param options `goesOn` is asked after each letter: false breaks it off
   */
  replay(
    selection: LetterSelection,
    options?: { dryRun?: boolean; from?: ReplayPlace | undefined; goesOn?: () => boolean },
  ): Promise<Replayed>;
  /**
   * Removes the next of the letters for good, at most five hundred, and keeps a trace of each: `selectDismissed`. What is
   * parked behind them stays, and is replayed from then on without them; the key is no longer poisoned by them. While the
   * letters are replayed it removes nothing.
   */
  dismiss(selection: LetterSelection, options: DismissOptions): Promise<DismissStep>;
}

export type Note = (outcome: DeliveryOutcome, message: Message, error?: unknown) => void;

export interface Parts {
  handler: EventHandler;
  contracts: Contracts;
  retry: RetryPolicy;
  store: LetterStore;
  note: Note;
}

/** Checks the contract, then runs the handler; transient errors are retried in place. */
const apply = async ({ contracts, handler, retry, note }: Parts, message: Message, signal: AbortSignal) => {
  const work = async () => {
    const event = checkEvent(contracts, message.event);
    return outcomeOf(await handler({ ...message, event }, signal));
  };
  return withRetry(work, retry, signal, () => note('retried', message));
};

const deliver = async (parts: Parts, message: Message, signal: AbortSignal): Promise<void> => {
  const { contracts, store, note } = parts;
  const wholeState = contracts.find(message.topic)?.wholeState ?? false;
  if (!wholeState && (await store.parkBehind(message))) return note('parked', message);
  const result = await apply(parts, message, signal);
  if (!result.ok) {
    await store.put(message, result.error, result.attempts);
    return note('dead_lettered', message, result.error);
  }
  note(result.value, message);
  // The state is now at least this message's, so no older letter of the key matters any more.
  if (wholeState && (await store.supersede([message])).length > 0) note('superseded', message);
};

const counter = (counts: Record<string, DeliveryCounts>, told: Note): Note => {
  return (outcome, message, error) => {
    const topic = (counts[message.topic] ??= noCounts());
    topic[outcome] += 1;
    told(outcome, message, error);
  };
};

export const createDelivery = (options: DeliveryOptions): Delivery => {
  const { consumer, handler, runHandler, transactions, contracts = federation } = options;
  const createStore = options.keeper === 'process' ? createOwnLetters : createLetterStore;
  const store = createStore(transactions, consumer, contracts);
  const counts: Record<string, DeliveryCounts> = {};
  const parts: Parts = {
    handler,
    contracts,
    retry: { ...defaultRetry, ...options.retry },
    store,
    note: counter(counts, options.onOutcome ?? (() => undefined)),
  };
  return {
    counts,
    keeper: options.keeper ?? 'database',
    handle: (message, signal) => deliver(parts, message, signal),
    handleTogether: togetherOf(parts, runHandler),
    letters: async (selection = 'all', page = { limit: 100 }) =>
      maskLetters(contracts, (await store.select(selection, page)).letters),
    page: async (selection, { limit, after, ...page }) => {
      const read = await store.select(selection, { ...page, after, limit: limit + 1 });
      const shown = read.letters.slice(0, limit);
      const isMore = read.letters.length > limit;
      const next = isMore ? placeOf(shown.at(-1) ?? after ?? START) : read.next;
      return { letters: maskLetters(contracts, shown), next };
    },
    get held() {
      return store.heldKeys.length;
    },
    get heldKeys() {
      return store.heldKeys;
    },
    replay: async (selection, { goesOn = () => true, ...how } = {}) => {
      const replayed = await store.replay(selection, { ...how, handler, goesOn });
      return { ...replayed, letters: replayed.letters.map(maskReplayed) };
    },
    dismiss: (selection, options) => store.dismiss(selection, options),
  };
};
