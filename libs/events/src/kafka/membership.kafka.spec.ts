import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from '@jest/globals';
import { written } from '../contracts/draft.ts';
import type { Bus, MessageHandler } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import { DRAIN_MS, eventually, freshTopic } from '../testing/harness.ts';
import { describeWithKafka, kafkaBrokers } from '../testing/kafka.ts';
import { stepEvent, testContracts } from '../testing/topics.ts';
import { openKafkaBus } from './bus.ts';

const VANISHING = fileURLToPath(new URL('../testing/vanishing-member.ts', import.meta.url));
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A short session. */
const consumer = { sessionTimeoutMs: 2_000, heartbeatMs: 100, maxWaitMs: 50, watchMs: 50, commitEveryMs: 50 };

/** COORDINATOR_LOAD_IN_PROGRESS */
const isLoading = (error: unknown): boolean => (error as { code?: unknown }).code === 14;

describeWithKafka('a group on Kafka', () => {
  const buses: Bus[] = [];
  const errors: unknown[] = [];
  const open = async (): Promise<Bus> => {
    const bus = await openKafkaBus({
      ...{ brokers: kafkaBrokers(), clientId: 'members', contracts: testContracts, consumer },
      // Who joins as the cluster is still looking up its groups is told to come again.
      onError: (error) => isLoading(error) || errors.push(error),
    });
    buses.push(bus);
    return bus;
  };
  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
    errors.length = 0;
  });

  it('keeps a member whose handler works for longer than a session lasts', async () => {
    const [topic, publisher] = [freshTopic('step'), await open()];
    const group = `long-${topic}`;
    const [seen, handled, ended]: [string[], number[], boolean[]] = [[], [0, 0], []];
    let isArmed = false;
    const handlerOf =
      (member: number): MessageHandler =>
      async ({ event }, signal) => {
        handled[member] = (handled[member] ?? 0) + 1;
        const isLong = isArmed && member === 0 && !seen.includes('long');
        seen.push(isLong ? 'long' : 'short', event.id);
        if (!isLong) return;
        await delay(4 * consumer.sessionTimeoutMs);
        ended.push(signal.aborted);
      };
    const members = [await open(), await open()];
    for (const [at, member] of members.entries())
      await member.subscribe({ topics: [topic], group, mode: 'shared', handler: handlerOf(at) });
    const publish = (): Promise<void> =>
      publisher.publish(written(KEYS.map((key) => stepEvent(topic, key, 1))));
    const drain = (): Promise<unknown> => Promise.all(members.map((member) => member.drain(DRAIN_MS)));
    // Both have joined, and what was delivered meanwhile is committed.
    await eventually('both members work', async () => {
      await publish();
      await drain();
      return handled.every((count) => count > 0);
    });
    [isArmed, seen.length, errors.length] = [true, 0, 0];
    await publish();
    await drain();
    const ids = seen.filter((entry) => entry !== 'long' && entry !== 'short');
    expect(ids).toHaveLength(KEYS.length);
    expect(new Set(ids).size).toBe(KEYS.length);
    expect(ended).toEqual([false]);
    expect(errors).toEqual([]);
  });

  it('hands on what a member had handled but not committed when it was killed', async () => {
    const [topic, bus] = [freshTopic('step'), await open()];
    const group = `vanish-${topic}`;
    await bus.publish(written([1, 2, 3].map((n) => stepEvent(topic, 'a', n))));
    const member = fork(VANISHING, [kafkaBrokers()[0] ?? '', topic, group], {
      execArgv: ['--conditions=@huren/source', '--disable-warning=ExperimentalWarning'],
    });
    const gone = once(member, 'exit');
    const [handled] = (await once(member, 'message')) as [string];
    expect((await gone)[1]).toBe('SIGKILL');
    const seen: Message[] = [];
    const handler = async (message: Message): Promise<void> => void seen.push(message);
    await bus.subscribe({ topics: [topic], group, mode: 'shared', handler });
    await bus.drain(DRAIN_MS);
    expect(seen[0]?.event.id).toBe(handled);
    expect(seen.map(({ event }) => event.data)).toEqual([1, 2, 3].map((step) => ({ id: 'a', step })));
  });
});
