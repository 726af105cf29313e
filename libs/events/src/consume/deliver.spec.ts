import { describe, expect, it } from '@jest/globals';
import type { Message } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';
import { broken, stateEvent, stepEvent, testContracts } from '../testing/topics.ts';
import { createDelivery } from './deliver.ts';
import type { DeliveryOutcome, EventHandler, RunEventHandler } from './outcome.ts';
import { TransientError } from './transient.ts';

const topic = 'test.policy.state.v1';
const message: Message = { event: stateEvent(topic, 'a', 1), topic, partition: 0, offset: 5, attempts: 1 };

/** A consumer's database that is away, or has no letters. */
const start = (handler: EventHandler, query: Sql['query'] = async () => [], runHandler?: RunEventHandler) => {
  const told: [DeliveryOutcome, unknown][] = [];
  const delays: number[] = [];
  const delivery = createDelivery({
    consumer: 'c',
    handler,
    runHandler,
    contracts: testContracts,
    transactions: { run: (work) => work({ query }) },
    retry: { wait: async (ms) => void delays.push(ms) },
    onOutcome: (outcome, _, error) => told.push([outcome, error]),
  });
  const run = (...messages: Message[]) => delivery.handleTogether(messages, new AbortController().signal);
  return {
    delivery,
    told,
    delays,
    run,
    handle: () => delivery.handle(message, new AbortController().signal),
  };
};

describe('the delivery policy', () => {
  it('retries a transient error in place and counts it', async () => {
    let calls = 0;
    const { handle, told, delays, delivery } = start(async () => {
      calls += 1;
      if (calls < 3) throw new TransientError('deadlock');
    });
    await handle();
    expect(told.map(([outcome]) => outcome)).toEqual(['retried', 'retried', 'applied']);
    expect(delays).toHaveLength(2);
    expect(delivery.counts[topic]).toMatchObject({ retried: 2, applied: 1, dead_lettered: 0 });
  });

  it('acknowledges stale and duplicate, and counts each', async () => {
    for (const outcome of ['stale', 'duplicate'] as const) {
      const { handle, told } = start(async () => outcome);
      await handle();
      expect(told).toEqual([[outcome, undefined]]);
    }
  });

  it('rejects when not even the letter can be written: nothing is swallowed', async () => {
    const poison = new Error('poison');
    const down = new Error('the database is away');
    const { handle, told } = start(
      async () => {
        throw poison;
      },
      async () => {
        throw down;
      },
    );
    await expect(handle()).rejects.toBe(down);
    expect(told).toEqual([]);
  });

  it('writes no dead letter of what a database that is away would have taken: the event comes again', async () => {
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const written: string[] = [];
    const { handle, told } = start(
      async () => {
        throw away;
      },
      async (sql) => {
        written.push(sql);
        return [];
      },
    );
    await expect(handle()).rejects.toBe(away);
    expect(written).toEqual([]);
    expect(new Set(told.map(([outcome]) => outcome))).toEqual(new Set(['retried']));
  });

  it('hands the handler the data as the contract reads them', async () => {
    let seen: unknown;
    const { handle } = start(async ({ event }) => void (seen = event.data));
    await handle();
    expect(seen).toEqual({ id: 'a', version: 1, value: 'v1' });
  });
});

describe('several events at once', () => {
  const one = async (): Promise<void> => undefined;
  const of = (key: string, version: number): Message => ({
    ...message,
    event: stateEvent(topic, key, version),
    offset: 4 + version,
  });

  it('are applied together, each with its outcome, and supersede the letters of their keys', async () => {
    const { run, told } = start(one, (async () => [{ key: 'b' }]) as Sql['query'], async () => [
      'applied',
      'stale',
      'applied',
    ]);
    expect(await run(of('a', 2), of('a', 1), of('b', 1))).toBe(true);
    expect(told.map(([outcome]) => outcome)).toEqual(['applied', 'stale', 'applied', 'superseded']);
  });

  it.each<[string, RunEventHandler | undefined, Message[], string[]]>([
    ['the consumer cannot', undefined, [of('a', 1), of('a', 2)], []],
    ['it fails', () => Promise.reject(new Error('poison')), [of('a', 1), of('a', 2)], ['run_failed']],
    [
      'one of them breaks its contract',
      async () => ['applied', 'applied'],
      [of('a', 1), { ...message, event: broken(stateEvent(topic, 'b', 1)) }],
      ['run_failed'],
    ],
    [
      'they are no whole states',
      async () => ['applied'],
      [{ ...message, topic: 'test.policy.step.v1', event: stepEvent('test.policy.step.v1', 'a', 1) }],
      [],
    ],
  ])('are left to go one by one when %s', async (_, runHandler, messages, outcomes) => {
    const { run, told } = start(one, async () => [], runHandler);
    expect(await run(...messages)).toBe(false);
    expect(told.map(([outcome]) => outcome)).toEqual(outcomes);
  });
});
