import { describe, expect, it } from '@jest/globals';
import type { Message } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';
import { stateEvent, testContracts } from '../testing/topics.ts';
import { createDelivery } from './deliver.ts';
import type { DeliveryOutcome, EventHandler } from './outcome.ts';
import { TransientError } from './transient.ts';

const topic = 'test.policy.state.v1';
const message: Message = { event: stateEvent(topic, 'a', 1), topic, partition: 0, offset: 5, attempts: 1 };

/** A consumer's database that is away, or has no letters. */
const start = (handler: EventHandler, query: Sql['query'] = async () => []) => {
  const told: [DeliveryOutcome, unknown][] = [];
  const delays: number[] = [];
  const delivery = createDelivery({
    consumer: 'c',
    handler,
    contracts: testContracts,
    transactions: { run: (work) => work({ query }) },
    retry: { wait: async (ms) => void delays.push(ms) },
    onOutcome: (outcome, _, error) => told.push([outcome, error]),
  });
  return { delivery, told, delays, handle: () => delivery.handle(message, new AbortController().signal) };
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

  it('hands the handler the data as the contract reads them', async () => {
    let seen: unknown;
    const { handle } = start(async ({ event }) => void (seen = event.data));
    await handle();
    expect(seen).toEqual({ id: 'a', version: 1, value: 'v1' });
  });
});
