import { expect, it } from '@jest/globals';
import { written } from '../contracts/draft.ts';
import type { Message } from '../port/event.ts';
import { DRAIN_MS, eventually, freshTopic, withBuses, type Harness } from './harness.ts';
import { stepEvent, testContracts, type Step } from './topics.ts';

const KEYS = Array.from({ length: 16 }, (_, n) => `key-${n}`);

/** Watches that no partition is handled twice at a time. */
const createWatch = () => {
  const busy = new Set<number>();
  const watch = { collisions: 0, seen: [] as string[], by: { a: 0, b: 0 } };
  const handlerOf = (name: 'a' | 'b') => async (message: Message) => {
    if (busy.has(message.partition)) watch.collisions += 1;
    busy.add(message.partition);
    await new Promise(setImmediate);
    const { id, step } = message.event.data as Step;
    watch.seen.push(`${id}:${step}`);
    watch.by[name] += 1;
    busy.delete(message.partition);
  };
  return { watch, handlerOf };
};

const isComplete = (seen: string[], key: string, count: number): boolean =>
  seen.filter((entry) => entry.startsWith(`${key}:`)).join() === stepsOf(key, count).join();

const stepsOf = (key: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${key}:${n}`);

export const sharingCases = (harness: Harness): void => {
  it('keeps the order of each key while processes come and go', () =>
    withBuses(harness, testContracts, 3, async (a, b, publisher) => {
      const topic = freshTopic('step');
      const { watch, handlerOf } = createWatch();
      const options = { topics: [topic], group: `change-${topic}`, mode: 'shared' } as const;
      const publish = async (from: number, to: number): Promise<void> => {
        for (let n = from; n < to; n += 1)
          await publisher!.publish(written(KEYS.map((key) => stepEvent(topic, key, n))));
      };
      const first = await a!.subscribe({ ...options, handler: handlerOf('a') });
      const publishing = publish(0, 60);
      await eventually('one process is at work', () => watch.by.a > 20);
      const second = await b!.subscribe({ ...options, handler: handlerOf('b') });
      await publishing;
      await publish(60, 80);
      await first.stop();
      await publish(80, 90);
      await second.drain(DRAIN_MS);
      expect(watch.collisions).toBe(0);
      expect(watch.by.b).toBeGreaterThan(0);
      // What was handled but not committed comes again: what counts is the first time.
      const seen = [...new Set(watch.seen)];
      expect(KEYS.filter((key) => !isComplete(seen, key, 90))).toEqual([]);
    }));

  it('lets one process at a time handle a partition, and another take over when it stops', () =>
    withBuses(harness, testContracts, 3, async (a, b, publisher) => {
      const topic = freshTopic('step');
      const { watch, handlerOf } = createWatch();
      const options = { topics: [topic], group: `share-${topic}`, mode: 'shared' } as const;
      const first = await a!.subscribe({ ...options, handler: handlerOf('a') });
      const second = await b!.subscribe({ ...options, handler: handlerOf('b') });
      const publish = async (from: number, to: number): Promise<void> => {
        for (let n = from; n < to; n += 1)
          await publisher!.publish(written(KEYS.map((key) => stepEvent(topic, key, n))));
      };
      const publishing = publish(0, 20);
      await eventually('something was handled', () => watch.seen.length > 20);
      const owner = watch.by.a > watch.by.b ? first : second;
      await owner.stop();
      const heir = owner === first ? 'b' : 'a';
      const before = watch.by[heir];
      await publishing;
      await publish(20, 25);
      await (owner === first ? second : first).drain(DRAIN_MS);
      expect(watch.collisions).toBe(0);
      expect(watch.by[heir]).toBeGreaterThan(before);
      const expected = KEYS.flatMap((key) => Array.from({ length: 25 }, (_, n) => `${key}:${n}`));
      expect([...watch.seen].sort()).toEqual([...expected].sort());
      for (const key of KEYS) {
        const steps = watch.seen.filter((entry) => entry.startsWith(`${key}:`));
        expect(steps).toEqual(Array.from({ length: 25 }, (_, n) => `${key}:${n}`));
      }
    }));
};
