import type { Dismissed } from '../dead-letters/dismiss.ts';
import { selectDismissed, type DismissedLetter } from '../dead-letters/dismissed.ts';
import { momentIn, type LetterPlace, type LetterSelection } from '../dead-letters/select.ts';
import type { BusEvent, Message } from '../port/event.ts';
import type { Sql, Transactions } from '../port/sql.ts';
import type { TestDatabases } from './databases.ts';
import { deliveryOf } from './read-model.ts';

/** On whose word letters are dismissed, and why. */
export const by = { officer: 'operator-1', grounds: 'the group was renamed, nobody will apply it' };

type Handler = (event: BusEvent) => Promise<void>;

const fails: Handler = () => Promise.reject(new Error('cannot apply 123456789'));

/**
 * A consumer whose handler can be changed, with letters of events at the places 1, 2, … of the log. What is pushed to
 * `ends` is done, one in each, at the end of the transactions of its letters.
 */
export const lettersConsumer = async (
  databases: TestDatabases,
  events: readonly BusEvent[],
  keeper?: 'process',
) => {
  const { transactions, url } = await databases.service();
  const model = { handler: fails };
  const ends: (() => Promise<unknown>)[] = [];
  const told: Transactions = {
    run: (work) =>
      transactions.run(async (tx) => {
        const done = await work(tx);
        await ends.shift()?.();
        return done;
      }),
  };
  const handler = ({ event }: Message): Promise<void> => model.handler(event);
  const delivery = deliveryOf(told, 'c', handler, undefined, keeper);
  const deliver = (event: BusEvent, offset: number): Promise<void> =>
    delivery.handle(
      { event, topic: event.topic, partition: 0, offset, attempts: 1 },
      new AbortController().signal,
    );
  for (const [at, event] of events.entries()) await deliver(event, at + 1);
  const query: Sql['query'] = (text, params) => transactions.run((tx) => tx.query(text, params));
  const now = (): Promise<string> => momentIn({ query });
  /** Step after step, to the end; answers what went. */
  const dismiss = async (
    selection: LetterSelection,
    { dryRun = false, until = '' } = {},
  ): Promise<Dismissed[]> => {
    const how = { ...by, dryRun, until: until || (await now()) };
    const gone: Dismissed[] = [];
    for (let after: LetterPlace | null | undefined; after !== null;) {
      const step = await delivery.dismiss(selection, { ...how, after });
      gone.push(...step.letters);
      after = step.next;
    }
    return gone;
  };
  const traces = async (asked = {}): Promise<DismissedLetter[]> =>
    (await selectDismissed({ query }, { limit: 2_000, ...asked })).letters;
  return { delivery, deliver, dismiss, model, now, query, ends, traces, transactions, url };
};
