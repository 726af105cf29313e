import type { Contracts } from '../contracts/registry.ts';
import type { BusEvent, Message } from '../port/event.ts';
import type { Transactions } from '../port/sql.ts';
import { letterErrorOf, letterOf, type Letter, type LetterRow } from './letter.ts';
import { keptName } from './kept-name.ts';
import { dismissLetters, type DismissOptions, type DismissStep } from './dismiss.ts';
import { giveNotice } from './notice.ts';
import { replayLetters, type Replayed, type ReplayOptions } from './replay.ts';
import { selectLetters, type LetterPage, type LetterSelection, type LettersRead } from './select.ts';

/** A key of which something was not applied. */
export type HeldKey = Pick<BusEvent, 'topic' | 'key'> & { readonly code: string | null };

/** Keeps what a consumer could not apply. */
export interface LetterStore {
  /** Keeps a failed message and gives notice of it, in one transaction. */
  put(message: Message, error: unknown, attempts: number): Promise<Letter>;
  /** Keeps a message behind letters of its key; false: there are none, and nothing was written. */
  parkBehind(message: Message): Promise<boolean>;
  /** Removes letters whose state is not newer than that of a message of their key; answers their keys, as letters have them. */
  supersede(messages: readonly Message[]): Promise<string[]>;
  /** In the order of their places, unmasked. */
  select(selection: LetterSelection, page: LetterPage): Promise<LettersRead>;
  /** Runs the handler again on letters, and removes those that succeed. */
  replay(
    selection: LetterSelection,
    options: Pick<ReplayOptions, 'handler' | 'dryRun' | 'from' | 'goesOn'>,
  ): Promise<Replayed>;
  /** Removes the next of the letters for good, and keeps a trace of each. What is parked behind them stays. */
  dismiss(selection: LetterSelection, options: DismissOptions): Promise<DismissStep>;
  /** Of each that this process alone keeps, as its event has it; the same until they change. */
  readonly heldKeys: readonly HeldKey[];
}

const PUT = `
insert into dead_letter (consumer, topic, "partition", "offset", key, stateversion, event, attempts, state, error)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'failed', $9)
on conflict (consumer, topic, "partition", "offset")
do update set state = 'failed', error = excluded.error, attempts = dead_letter.attempts + excluded.attempts
returning id, consumer, topic, "partition", "offset", key, state, event, error, attempts, at`;

// The lock makes a concurrent replay, which deletes the letter ahead, come before or after, not between.
const PARK = `
with ahead as (
  select 1 from dead_letter where consumer = $1 and topic = $2 and key = $5 limit 1 for update
)
insert into dead_letter (consumer, topic, "partition", "offset", key, stateversion, event, attempts, state)
select $1, $2, $3::int, $4::bigint, $5, $6::bigint, $7::json, $8::int, 'parked' from ahead
on conflict (consumer, topic, "partition", "offset") do update set attempts = dead_letter.attempts
returning id`;

// The newest message of each key counts. Steps have no version: their place does.
const SUPERSEDE = `
with given as (
  select * from unnest($3::text[], $4::bigint[], $5::int[], $6::bigint[]) as t (key, stateversion, "partition", "offset")
), gone as (
  delete from dead_letter d using given g
  where d.consumer = $1 and d.topic = $2 and d.key = g.key
  and case when d.stateversion is null or g.stateversion is null
      then d."partition" = g."partition" and d."offset" <= g."offset"
      else d.stateversion <= g.stateversion end
  returning d.key
) select key from gone`;

const rowOf = (consumer: string, { event, topic, partition, offset }: Message, attempts: number) => [
  consumer,
  topic,
  partition,
  offset,
  keptName(event.key),
  event.stateversion ?? null,
  JSON.stringify(event),
  attempts,
];

/** Letters in the consumer's database, the same for all its processes. */
export const createLetterStore = (
  transactions: Transactions,
  consumer: string,
  contracts: Contracts,
): LetterStore => ({
  heldKeys: [],
  select: (selection, page) => transactions.run((tx) => selectLetters(tx, consumer, selection, page)),
  replay: (selection, options) => replayLetters(selection, { ...options, transactions, consumer, contracts }),
  dismiss: (selection, options) =>
    dismissLetters(selection, { ...options, transactions, consumer, contracts }),
  put: (message, cause, attempts) =>
    transactions.run(async (tx) => {
      const error = letterErrorOf(cause);
      const params = [...rowOf(consumer, message, attempts), JSON.stringify(error)];
      const [row] = await tx.query<LetterRow>(PUT, params);
      if (!row) throw new Error('insert into dead_letter returned no row');
      const letter = letterOf(row);
      await giveNotice(tx, letter, error, contracts);
      return letter;
    }),
  parkBehind: (message) =>
    transactions.run(async (tx) => (await tx.query(PARK, rowOf(consumer, message, 0))).length > 0),
  supersede: (messages) =>
    transactions.run(async (tx) => {
      const params = [
        consumer,
        messages[0]?.topic,
        messages.map(({ event }) => keptName(event.key)),
        messages.map(({ event }) => event.stateversion ?? null),
        messages.map(({ partition }) => partition),
        messages.map(({ offset }) => offset),
      ];
      return (await tx.query<{ key: string }>(SUPERSEDE, params)).map(({ key }) => key);
    }),
});
