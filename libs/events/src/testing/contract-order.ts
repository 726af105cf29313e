import { expect, it } from '@jest/globals';
import { written } from '../contracts/draft.ts';
import type { Bus } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import { DRAIN_MS, freshTopic, withBuses, type Harness } from './harness.ts';
import { stateEvent, testContracts, type State } from './topics.ts';

const KEYS = Array.from({ length: 12 }, (_, n) => `key-${n}`);
const VERSIONS = Array.from({ length: 15 }, (_, n) => n + 1);

/** Publishes all versions of each key in order, keys of one publisher interleaved. */
const publishAll = async (bus: Bus, topic: string, keys: string[]): Promise<void> => {
  for (const version of VERSIONS)
    await bus.publish(written(keys.map((key) => stateEvent(topic, key, version))));
};

const byKey = (messages: Message[]): Record<string, number[]> =>
  messages.reduce<Record<string, number[]>>((seen, { event }) => {
    const { id, version } = event.data as State;
    return { ...seen, [id]: [...(seen[id] ?? []), version] };
  }, {});

export const orderCases = (harness: Harness): void => {
  it('keeps the order of each key under concurrent publishers, and loses nothing', () =>
    withBuses(harness, testContracts, 4, async (reader, ...publishers) => {
      const topic = freshTopic('state');
      const seen: Message[] = [];
      const handler = async (message: Message): Promise<void> => void seen.push(message);
      await reader!.subscribe({ topics: [topic], group: `order-${topic}`, mode: 'shared', handler });
      await Promise.all(
        publishers.map((bus, n) =>
          publishAll(
            bus,
            topic,
            KEYS.filter((_, at) => at % publishers.length === n),
          ),
        ),
      );
      await reader!.drain(DRAIN_MS);
      expect(byKey(seen)).toEqual(Object.fromEntries(KEYS.map((key) => [key, VERSIONS])));
    }));

  it('gives a key always the same partition, and offsets that grow within it', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('state');
      await publishAll(bus!, topic, KEYS);
      const seen: Message[] = [];
      const handler = async (message: Message): Promise<void> => void seen.push(message);
      await bus!.subscribe({ topics: [topic], group: `place-${topic}`, mode: 'replica', handler });
      await bus!.drain(DRAIN_MS);
      for (const key of KEYS) {
        const places = seen.filter(({ event }) => event.key === key);
        expect(new Set(places.map(({ partition }) => partition)).size).toBe(1);
        const offsets = places.map(({ offset }) => offset);
        expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
      }
    }));

  it('numbers a topic of one partition in one sequence', () =>
    withBuses(harness, testContracts, 3, async (reader, ...publishers) => {
      const topic = freshTopic('single');
      await Promise.all(publishers.map((bus, n) => publishAll(bus, topic, [`key-${n}`])));
      const offsets: number[] = [];
      const handler = async ({ offset }: Message): Promise<void> => void offsets.push(offset);
      await reader!.subscribe({ topics: [topic], group: `one-${topic}`, mode: 'replica', handler });
      await reader!.drain(DRAIN_MS);
      expect(offsets).toEqual(Array.from({ length: 2 * VERSIONS.length }, (_, n) => (offsets[0] ?? 0) + n));
    }));
};
