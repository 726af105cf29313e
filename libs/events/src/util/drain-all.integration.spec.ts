import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openEmbeddedBus } from '../embedded/bus.ts';
import { appendToOutbox } from '../outbox/append.ts';
import { startRelay } from '../outbox/relay.ts';
import type { Message } from '../port/event.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { DRAIN_MS, freshTopic } from '../testing/harness.ts';
import { stepDraft, testContracts, type Step } from '../testing/topics.ts';
import { drainAll } from './drain-all.ts';

describe('drainAll', () => {
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await startDatabases();
  }, 60_000);
  afterAll(() => databases.stop());

  it('follows events that cause events to the end, across two buses', async () => {
    const database = await databases.empty();
    const { url, transactions } = await databases.service();
    const [here, there] = await Promise.all([
      openEmbeddedBus({ database, contracts: testContracts }),
      openEmbeddedBus({ database, contracts: testContracts }),
    ]);
    const relay = startRelay({ database: url, bus: here });
    const [ping, pong] = [freshTopic('step'), freshTopic('step')];
    const seen: number[] = [];
    const say = (topic: string, n: number) =>
      transactions.run((tx) => appendToOutbox(tx, [stepDraft(topic, 'ball', n)], testContracts));
    const returns = (topic: string) => async (message: Message) => {
      const { step } = message.event.data as Step;
      seen.push(step);
      if (step < 9) await say(topic, step + 1);
    };
    await here.subscribe({ topics: [ping], group: 'a', mode: 'shared', handler: returns(pong) });
    await there.subscribe({ topics: [pong], group: 'b', mode: 'shared', handler: returns(ping) });
    await say(ping, 1);
    await drainAll({ relays: [relay], buses: [here, there] }, DRAIN_MS);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await relay.stop();
    await Promise.all([here.close(), there.close()]);
  });
});
