import { expect, it } from '@jest/globals';
import { written } from '../contracts/draft.ts';
import { keyHealth } from '../dead-letters/key-health.ts';
import type { Bus } from '../port/bus.ts';
import type { BusEvent } from '../port/event.ts';
import { DRAIN_MS, freshTopic, withBuses, type Harness } from './harness.ts';
import { deliveryOf, resultsOf, stateHandler, stateRunHandler, statesIn, type Faults } from './read-model.ts';
import { broken, stateEvent, testContracts } from './topics.ts';

const start = async (harness: Harness, bus: Bus, faults: Faults = new Set()) => {
  const transactions = await harness().consumerDatabase();
  const topic = freshTopic('state');
  const consumer = `read-model-${topic}`;
  const runs: number[] = [];
  const delivery = deliveryOf(
    transactions,
    consumer,
    stateHandler(transactions, faults),
    stateRunHandler(transactions, faults, runs),
  );
  const { handle: handler, handleTogether: together } = delivery;
  const subscription = await bus.subscribe({
    topics: [topic],
    group: consumer,
    mode: 'shared',
    handler,
    together,
  });
  const states = () => transactions.run(statesIn);
  const isPoisoned = (key: string) =>
    transactions.run((tx) => keyHealth(tx, consumer).isPoisoned(topic, key));
  return { topic, delivery, transactions, states, isPoisoned, subscription, runs };
};

export const deliveryCases = (harness: Harness): void => {
  it('handles what waits in a partition at once, in order', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const { topic, delivery, states, subscription, runs } = await start(harness, bus!);
      await subscription.pause();
      for (let version = 1; version <= 60; version += 1)
        await bus!.publish(written(['a', 'b', 'c'].map((key) => stateEvent(topic, key, version))));
      subscription.resume();
      await bus!.drain(DRAIN_MS);
      const last = { version: 60 };
      expect(await states()).toMatchObject({ a: last, b: last, c: last });
      expect(delivery.counts[topic]).toMatchObject({ applied: 180, stale: 0, dead_lettered: 0 });
      expect(runs.length).toBeLessThan(60);
    }));

  it('puts poison in the middle of a batch aside and handles what follows', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const { topic, delivery, states, isPoisoned, transactions } = await start(harness, bus!);
      await bus!.publish(
        written([
          stateEvent(topic, 'a', 1),
          broken(stateEvent(topic, 'b', 1)),
          stateEvent(topic, 'c', 1),
          stateEvent(topic, 'a', 2),
        ]),
      );
      await bus!.drain(DRAIN_MS);
      expect(Object.keys(await states())).toEqual(['a', 'c']);
      expect(delivery.counts[topic]).toMatchObject({ applied: 3, dead_lettered: 1, retried: 0 });
      const [letter] = await delivery.letters();
      expect(letter).toMatchObject({
        topic,
        key: '***(1)',
        attempts: 1,
        error: { code: 'contract_violation' },
      });
      expect(await isPoisoned('b')).toBe(true);
      expect(await isPoisoned('a')).toBe(false);
      const notices = await transactions.run((tx) => tx.query<{ event: object }>('select event from outbox'));
      expect(notices).toHaveLength(1);
      expect(notices[0]?.event).toMatchObject({
        topic: `${topic}.dlq`,
        key: '***(1)',
        data: { letterId: letter?.id },
      });
    }));

  it('puts an event of a schema that it does not know aside, and names the attribute', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const { topic, delivery, states } = await start(harness, bus!);
      const later = { ...stateEvent(topic, 'b', 1), dataschema: 'urn:huren:contract:test.case.state.v1:2.0' };
      await bus!.publish(written([stateEvent(topic, 'a', 1), later, stateEvent(topic, 'c', 1)]));
      await bus!.drain(DRAIN_MS);
      expect(Object.keys(await states())).toEqual(['a', 'c']);
      const [letter] = await delivery.letters();
      expect(letter).toMatchObject({ key: '***(1)', error: { code: 'contract_violation' } });
      expect(letter?.error?.message).toContain('/dataschema');
    }));

  it('applies an event of version 1.1 with one more field by a reader of 1.0, without that field', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const { topic, delivery, states } = await start(harness, bus!);
      const more = (event: BusEvent): BusEvent => ({
        ...event,
        data: { ...(event.data as object), more: 1 },
      });
      const later = {
        ...more(stateEvent(topic, 'a', 1)),
        dataschema: 'urn:huren:contract:test.case.state.v1:1.1',
      };
      await bus!.publish(written([later, more(stateEvent(topic, 'b', 1))]));
      await bus!.drain(DRAIN_MS);
      expect(await states()).toEqual({ a: { id: 'a', version: 1, value: 'v1' } });
      expect(delivery.counts[topic]).toMatchObject({ applied: 1, dead_lettered: 1 });
      const [letter] = await delivery.letters();
      expect(letter).toMatchObject({ key: '***(1)', error: { code: 'contract_violation' } });
    }));

  it('lets a newer version of a key supersede its dead letter, and no older one', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const { topic, delivery, states, isPoisoned } = await start(harness, bus!);
      await bus!.publish(
        written([stateEvent(topic, 'a', 1), broken(stateEvent(topic, 'a', 3)), stateEvent(topic, 'a', 2)]),
      );
      await bus!.drain(DRAIN_MS);
      expect(await isPoisoned('a')).toBe(true);
      await bus!.publish(written([stateEvent(topic, 'a', 4)]));
      await bus!.drain(DRAIN_MS);
      expect(await isPoisoned('a')).toBe(false);
      expect(await delivery.letters()).toEqual([]);
      expect(await states()).toMatchObject({ a: { version: 4 } });
      expect(delivery.counts[topic]).toMatchObject({ applied: 3, superseded: 1 });
    }));
};

export const replayCases = (harness: Harness): void => {
  it('acknowledges and counts an older version that comes late', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const { topic, delivery, states } = await start(harness, bus!);
      await bus!.publish(
        written([stateEvent(topic, 'a', 8), stateEvent(topic, 'a', 7), stateEvent(topic, 'a', 8)]),
      );
      await bus!.drain(DRAIN_MS);
      expect(delivery.counts[topic]).toMatchObject({ applied: 1, stale: 2, dead_lettered: 0 });
      expect(await states()).toMatchObject({ a: { version: 8 } });
    }));

  it('comes to the same state by replay as if nothing had failed', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const faults: Faults = new Set(['a@3', 'b@1', 'c@2']);
      const { topic, delivery, states, isPoisoned } = await start(harness, bus!, faults);
      const versions = { a: 3, b: 1, c: 3 };
      for (const [key, last] of Object.entries(versions)) {
        for (let version = 1; version <= last; version += 1)
          await bus!.publish(written([stateEvent(topic, key, version)]));
      }
      await bus!.drain(DRAIN_MS);
      expect((await delivery.letters()).map(({ key }) => key).sort()).toEqual(['a', 'b']);
      const { letters: rehearsal } = await delivery.replay('all', { dryRun: true });
      expect(rehearsal.map(({ result }) => result)).toEqual(['valid', 'valid']);
      expect(resultsOf(await delivery.replay({ topic, key: 'a' }))).toEqual(['failed']);
      faults.clear();
      expect(resultsOf(await delivery.replay('all'))).toEqual(['applied', 'applied']);
      expect(await states()).toMatchObject({ a: { version: 3 }, b: { version: 1 }, c: { version: 3 } });
      expect(await delivery.letters()).toEqual([]);
      expect(await isPoisoned('a')).toBe(false);
    }));
};
