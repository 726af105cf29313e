import { expect, it } from '@jest/globals';
import { written } from '../contracts/draft.ts';
import type { Message } from '../port/event.ts';
import { DRAIN_MS, eventually, freshTopic, withBuses, type Harness } from './harness.ts';
import { deliveryOf, resultsOf } from './read-model.ts';
import { stateEvent, testContracts, tombstone, type State } from './topics.ts';

/** A read model: the last state of each key, tombstones kept. */
const createModel = () => {
  const states = new Map<string, State>();
  const handler = async ({ event }: Message): Promise<void> => {
    const data = event.data as State;
    if ((states.get(data.id)?.version ?? 0) < data.version) states.set(data.id, data);
  };
  return { states, handler };
};

export const replicaCases = (harness: Harness): void => {
  it('shows a late replica the last state of every key of a compacted topic, tombstones too', () =>
    withBuses(harness, testContracts, 2, async (bus, late) => {
      const topic = freshTopic('state');
      for (let version = 1; version <= 10; version += 1) {
        await bus!.publish(written(['a', 'b', 'c', 'd'].map((key) => stateEvent(topic, key, version))));
      }
      await bus!.publish(written([tombstone(topic, 'b', 11)]));
      await harness().compact(topic);
      const { states, handler } = createModel();
      let caughtUp = 0;
      await late!.subscribe({
        topics: [topic],
        group: `late-${topic}`,
        mode: 'replica',
        handler,
        onCaughtUp: () => (caughtUp += 1),
      });
      await eventually('caught up', () => caughtUp === 1);
      expect(Object.fromEntries(states)).toEqual({
        a: { id: 'a', version: 10, value: 'v10' },
        b: { id: 'b', version: 11, erased: true },
        c: { id: 'c', version: 10, value: 'v10' },
        d: { id: 'd', version: 10, value: 'v10' },
      });
      await bus!.publish(written([stateEvent(topic, 'a', 11)]));
      await late!.drain(DRAIN_MS);
      expect(states.get('a')?.version).toBe(11);
      expect(caughtUp).toBe(1);
    }));

  it('lets every process of a replica group read everything', () =>
    withBuses(harness, testContracts, 3, async (publisher, ...readers) => {
      const topic = freshTopic('state');
      const models = readers.map(createModel);
      const options = { topics: [topic], group: `replica-${topic}`, mode: 'replica' } as const;
      const subscriptions = await Promise.all(
        readers.map((bus, n) => bus.subscribe({ ...options, handler: models[n]!.handler })),
      );
      await publisher!.publish(written(['a', 'b', 'c'].map((key) => stateEvent(topic, key, 1))));
      await Promise.all(readers.map((bus) => bus.drain(DRAIN_MS)));
      for (const { states } of models) expect([...states.keys()].sort()).toEqual(['a', 'b', 'c']);
      expect(subscriptions.map(({ caughtUp }) => caughtUp)).toEqual([true, true]);
      expect(subscriptions.every(({ completeAt }) => completeAt !== null)).toBe(true);
    }));
  it('leaves each process of a replica group its own letters, whatever another has applied', () =>
    withBuses(harness, testContracts, 3, async (publisher, ...readers) => {
      const topic = freshTopic('state');
      const transactions = await harness().consumerDatabase();
      let fails = true;
      const failing = async (): Promise<void> => {
        if (fails) throw new Error('cannot apply');
      };
      const [old, fresh] = [failing, async () => eventually('the other has a letter', hasLetter)].map(
        (handler) => deliveryOf(transactions, `replica-${topic}`, handler, undefined, 'process'),
      );
      const hasLetter = async (): Promise<boolean> => (await old!.letters()).length > 0;
      const options = { topics: [topic], group: `replica-${topic}`, mode: 'replica' } as const;
      for (const [n, delivery] of [old!, fresh!].entries())
        await readers[n]!.subscribe({ ...options, handler: delivery.handle });
      await publisher!.publish(written([stateEvent(topic, 'a', 1)]));
      await Promise.all(readers.map((bus) => bus.drain(DRAIN_MS)));
      expect([old!.held, fresh!.held]).toEqual([1, 0]);
      expect(await old!.letters({ topic, key: 'a' })).toMatchObject([
        { key: 'a', state: 'failed', attempts: 1 },
      ]);
      expect(resultsOf(await old!.replay('all'))).toEqual(['failed']);
      fails = false;
      expect(resultsOf(await old!.replay('all', { dryRun: true }))).toEqual(['valid']);
      expect(resultsOf(await old!.replay({ topic }))).toEqual(['applied']);
      expect(old!.held).toBe(0);
    }));

  it('lets a newer state supersede a letter of the process that reads it', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('state');
      const transactions = await harness().consumerDatabase();
      const group = `replica-${topic}`;
      const handler = async ({ event }: Message): Promise<void> => {
        if (event.stateversion === 1) throw new Error('cannot apply');
      };
      const delivery = deliveryOf(transactions, group, handler, undefined, 'process');
      await bus!.subscribe({ topics: [topic], group, mode: 'replica', handler: delivery.handle });
      await bus!.publish(written([stateEvent(topic, 'a', 1), stateEvent(topic, 'b', 1)]));
      await bus!.drain(DRAIN_MS);
      expect(delivery.held).toBe(2);
      await bus!.publish(written([stateEvent(topic, 'a', 2)]));
      await bus!.drain(DRAIN_MS);
      expect((await delivery.letters()).map(({ key }) => key)).toEqual(['b']);
      expect(delivery.counts[topic]).toMatchObject({ dead_lettered: 2, superseded: 1 });
    }));
};
