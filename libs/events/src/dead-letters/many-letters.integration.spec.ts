import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BusEvent, Message } from '../port/event.ts';
import type { Transactions } from '../port/sql.ts';
import type { Delivery } from '../consume/deliver.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { freshTopic } from '../testing/harness.ts';
import { deliveryOf } from '../testing/read-model.ts';
import { stateEvent, stepEvent, type Step } from '../testing/topics.ts';
import type { ReplayPlace } from './replay.ts';
import type { LetterPlace } from './select.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startDatabases();
}, 60_000);
afterAll(() => databases.stop());

const INSERT = `
insert into dead_letter (consumer, topic, "partition", "offset", key, stateversion, event, attempts, state, error)
select $1, event ->> 'topic', $3, n, event ->> 'key', (event ->> 'stateversion')::bigint, event, 1, 'failed',
       '{"code": "error", "name": "Error", "message": "cannot apply"}'
  from json_array_elements($2) with ordinality as given (event, n)`;

/** A consumer with letters of events, at the places 1, 2, … of the log. */
const consumerOf = async (
  events: readonly BusEvent[],
  handler: (message: Message) => Promise<void>,
): Promise<{
  delivery: Delivery;
  put: (more: readonly BusEvent[], partition?: number) => Promise<unknown>;
}> => {
  const { transactions }: { transactions: Transactions } = await databases.service();
  const put = (given: readonly BusEvent[], partition = 0): Promise<unknown> =>
    transactions.run((tx) => tx.query(INSERT, ['many', JSON.stringify(given), partition]));
  await put(events);
  return { delivery: deliveryOf(transactions, 'many', handler), put };
};

const statesOf = (topic: string, count: number): BusEvent[] =>
  Array.from({ length: count }, (_, n) => stateEvent(topic, `k${n}`, 1));

const done = (): Promise<void> => Promise.resolve();

describe('many dead letters', () => {
  it('are listed to the last, a page after another, whatever is put meanwhile', async () => {
    const events = statesOf(freshTopic('state'), 1_250);
    const { delivery, put } = await consumerOf(events, done);
    const seen: string[] = [];
    let after: LetterPlace | undefined;
    do {
      const page = await delivery.letters('all', { after, limit: 500 });
      seen.push(...page.map(({ key }) => key));
      if (!after) await put([stateEvent(freshTopic('state'), 'first of all', 1)]);
      after = page.at(-1);
    } while (after);
    const there = seen.filter((key) => key !== 'first of all');
    expect(there).toHaveLength(1_250);
    expect(new Set(there)).toEqual(new Set(events.map(({ key }) => key)));
  });

  it('are listed each, also two without a key at one offset of two partitions', async () => {
    const keyless = [stateEvent(freshTopic('state'), '', 1)];
    const { delivery, put } = await consumerOf(keyless, done);
    await put(keyless, 1);
    const [first] = await delivery.letters('all', { limit: 1 });
    const [second] = await delivery.letters('all', { after: first, limit: 1 });
    expect([first, second].map((letter) => [letter?.partition, letter?.offset])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect((await delivery.replay('all')).letters).toHaveLength(2);
  });

  it('are tried to the last', async () => {
    const { delivery } = await consumerOf(statesOf(freshTopic('state'), 10_050), done);
    const { letters, next } = await delivery.replay('all', { dryRun: true });
    expect(next).toBeNull();
    expect(letters.filter(({ result }) => result === 'valid')).toHaveLength(10_050);
  }, 60_000);

  it('are replayed to the last, and what is put meanwhile waits for the next replay', async () => {
    const topic = freshTopic('state');
    let puts = 0;
    const { delivery, put } = await consumerOf(statesOf(topic, 1_250), async () => {
      if ((puts += 1) <= 3) await put([stateEvent(freshTopic('state'), `z${puts}`, 1)]);
    });
    const { letters, next } = await delivery.replay('all');
    expect([letters.length, next]).toEqual([1_250, null]);
    expect((await delivery.letters()).map(({ key }) => key)).toEqual(['z1', 'z2', 'z3']);
  }, 60_000);

  it('of one key are replayed in order to the last, and wait behind one that fails', async () => {
    const topic = freshTopic('step');
    const events = Array.from({ length: 1_250 }, (_, n) => stepEvent(topic, 'a', n));
    const steps: number[] = [];
    let fails = true;
    const { delivery } = await consumerOf(events, async ({ event }) => {
      const { step } = event.data as Step;
      if (fails && step === 10) throw new Error('cannot apply');
      steps.push(step);
    });
    const first = await delivery.replay('all');
    const count = (of: string): number => first.letters.filter(({ result }) => result === of).length;
    expect([first.letters.length, count('applied'), count('failed')]).toEqual([11, 10, 1]);
    expect(first.waiting).toBe(1_239);
    fails = false;
    await delivery.replay('all');
    expect(steps).toEqual(events.map((_, n) => n));
    expect(await delivery.letters()).toEqual([]);
  }, 60_000);

  it('of a key that is named by one of them are replayed to the last where that is broken off', async () => {
    const topic = freshTopic('step');
    const events = Array.from({ length: 4 }, (_, n) => stepEvent(topic, 'a', n));
    const { delivery } = await consumerOf(events, done);
    const [{ id = '' } = {}] = await delivery.letters();
    const { next } = await delivery.replay({ id }, { goesOn: () => false });
    expect(await delivery.letters()).toHaveLength(3);
    expect(await delivery.replay({ id }, { from: next ?? undefined })).toMatchObject({
      letters: Array(3).fill({ result: 'applied' }),
      next: null,
    });
  });

  it.each([
    ['tried', 'step', true],
    ['replayed each by itself', 'state', false],
  ] as const)('of a key are %s but for those that are put meanwhile', async (_, kind, dryRun) => {
    const topic = freshTopic(kind);
    const eventOf = (n: number) => (kind === 'step' ? stepEvent(topic, 'a', n) : stateEvent(topic, 'a', n));
    const { delivery, put } = await consumerOf([eventOf(1), eventOf(2)], done);
    const { letters, next } = await delivery.replay('all', { dryRun, goesOn: () => false });
    await put([eventOf(3)], 1);
    const rest = await delivery.replay('all', { dryRun, from: next ?? undefined });
    expect([letters.length, rest.letters.length]).toEqual([1, 1]);
  });

  it('are gone through each once where a replay is broken off and goes on, also within a key', async () => {
    const [whole, steps] = [freshTopic('state'), freshTopic('step')];
    const keys = ['a', 'b', 'c'];
    const handled: string[] = [];
    const { delivery } = await consumerOf(
      [
        ...statesOf(whole, 4),
        ...Array.from({ length: 4 }, (_, n) => keys.map((key) => stepEvent(steps, key, n))).flat(),
      ],
      async ({ event, topic }) => {
        if (event.key === 'b' && (event.data as Step).step === 2) throw new Error('cannot apply');
        handled.push(topic === whole ? event.key : `${event.key}${(event.data as Step).step}`);
      },
    );
    const results: string[] = [];
    let waiting = 0;
    let from: ReplayPlace | undefined;
    do {
      const part = await delivery.replay('all', { from, goesOn: () => false });
      results.push(...part.letters.map(({ result }) => result));
      waiting += part.waiting;
      from = part.next ?? undefined;
    } while (from);
    const inSteps = ['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'c0', 'c1', 'c2', 'c3'];
    expect(handled.filter((one) => one.startsWith('k'))).toEqual(['k0', 'k1', 'k2', 'k3']);
    expect(handled.filter((one) => !one.startsWith('k'))).toEqual(inSteps);
    expect([results.filter((one) => one !== 'applied'), waiting]).toEqual([['failed'], 1]);
    expect((await delivery.letters()).map(({ key }) => key)).toEqual(['b', 'b']);
  });
});
