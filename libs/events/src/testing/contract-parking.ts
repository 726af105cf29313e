import { expect, it } from '@jest/globals';
import { written } from '../contracts/draft.ts';
import type { Bus } from '../port/bus.ts';
import { DRAIN_MS, freshTopic, withBuses, type Harness } from './harness.ts';
import { deliveryOf, resultsOf, stepHandler, stepsIn, type Faults } from './read-model.ts';
import { stepEvent, testContracts } from './topics.ts';

const start = async (harness: Harness, bus: Bus, faults: Faults) => {
  const transactions = await harness().consumerDatabase();
  const topic = freshTopic('step');
  const consumer = `steps-${topic}`;
  const delivery = deliveryOf(transactions, consumer, stepHandler(transactions, consumer, faults));
  await bus.subscribe({ topics: [topic], group: consumer, mode: 'shared', handler: delivery.handle });
  return { topic, delivery, steps: () => transactions.run(stepsIn) };
};

const ALL = [1, 2, 3, 4, 5];

export const parkingCases = (harness: Harness): void => {
  it('parks later events of a poisoned key alone, and replays them in order', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const faults: Faults = new Set(['a:2', 'a:4']);
      const { topic, delivery, steps } = await start(harness, bus!, faults);
      for (const n of ALL) await bus!.publish(written(['a', 'b'].map((key) => stepEvent(topic, key, n))));
      await bus!.drain(DRAIN_MS);
      expect(await steps()).toEqual({ a: [1], b: ALL });
      expect((await delivery.letters()).map(({ state }) => state)).toEqual([
        'failed',
        'parked',
        'parked',
        'parked',
      ]);
      expect(delivery.counts[topic]).toMatchObject({ applied: 6, dead_lettered: 1, parked: 3 });

      faults.delete('a:2');
      const replayed = await delivery.replay('all');
      expect([resultsOf(replayed), replayed.waiting]).toEqual([['applied', 'applied', 'failed'], 1]);
      expect(await steps()).toEqual({ a: [1, 2, 3], b: ALL });

      faults.clear();
      const [head] = await delivery.letters();
      await delivery.replay({ id: head?.id ?? '' });
      expect(await steps()).toEqual({ a: ALL, b: ALL });
      expect(await delivery.letters()).toEqual([]);
    }));

  it('applies a delivered-twice event once', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const { topic, delivery, steps } = await start(harness, bus!, new Set());
      const events = ALL.map((n) => stepEvent(topic, 'a', n));
      await bus!.publish(written(events));
      await bus!.publish(written(events));
      await bus!.drain(DRAIN_MS);
      expect(await steps()).toEqual({ a: ALL });
      expect(delivery.counts[topic]).toMatchObject({ applied: 5, duplicate: 5 });
    }));

  it('loses no order when events arrive while a replay runs', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const faults: Faults = new Set(['a:1']);
      const { topic, delivery, steps } = await start(harness, bus!, faults);
      await bus!.publish(written(Array.from({ length: 10 }, (_, n) => stepEvent(topic, 'a', n + 1))));
      await bus!.drain(DRAIN_MS);
      faults.clear();
      const replaying = delivery.replay({ topic, key: 'a' });
      for (let n = 11; n <= 30; n += 1) await bus!.publish(written([stepEvent(topic, 'a', n)]));
      await replaying;
      await bus!.drain(DRAIN_MS);
      expect(await steps()).toEqual({ a: Array.from({ length: 30 }, (_, n) => n + 1) });
      expect(await delivery.letters()).toEqual([]);
    }));
};
