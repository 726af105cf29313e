import { contracts as federation, type Contracts } from '../contracts/registry.ts';
import { appendToOutbox } from '../outbox/append.ts';
import type { Message } from '../port/event.ts';
import type { Sql, Transactions } from '../port/sql.ts';
import { letterErrorOf, letterOf, type Letter, type LetterError, type LetterRow } from './letter.ts';
import { noticeOf } from './notice.ts';

/** Keeps what a consumer could not apply, in the consumer's database. */
export interface LetterStore {
  /** Keeps a failed message and gives notice of it, in one transaction. */
  put(message: Message, error: unknown, attempts: number): Promise<Letter>;
  /** Keeps a message behind letters of its key; false: there are none, and nothing was written. */
  parkBehind(message: Message): Promise<boolean>;
  /** Removes letters of the message's key whose state is not newer than the message's. */
  supersede(message: Message): Promise<number>;
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

const SUPERSEDE = `
with gone as (
  delete from dead_letter where consumer = $1 and topic = $2 and key = $3
  and case when stateversion is null or $4::bigint is null then "partition" = $5 and "offset" <= $6
      else stateversion <= $4::bigint end
  returning 1
) select count(*)::int as n from gone`;

const rowOf = (consumer: string, { event, topic, partition, offset }: Message, attempts: number) => [
  consumer,
  topic,
  partition,
  offset,
  event.key,
  event.stateversion ?? null,
  JSON.stringify(event),
  attempts,
];

const giveNotice = async (tx: Sql, letter: Letter, error: LetterError, contracts: Contracts) => {
  const notice = noticeOf(letter, error);
  // What is no topic of ours, and a notice itself, has no dead-letter topic; the letter is kept all the same.
  if (contracts.find(notice.topic)) await appendToOutbox(tx, [notice], contracts);
};

export const createLetterStore = (
  transactions: Transactions,
  consumer: string,
  contracts: Contracts = federation,
): LetterStore => ({
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
  supersede: ({ event, topic, partition, offset }) =>
    transactions.run(async (tx) => {
      const params = [consumer, topic, event.key, event.stateversion ?? null, partition, offset];
      return (await tx.query<{ n: number }>(SUPERSEDE, params))[0]?.n ?? 0;
    }),
});
