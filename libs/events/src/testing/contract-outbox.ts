import { expect, it } from '@jest/globals';
import { appendToOutbox } from '../outbox/append.ts';
import { startRelay } from '../outbox/relay.ts';
import type { Message } from '../port/event.ts';
import { DRAIN_MS, eventually, freshTopic, withBuses, type Harness } from './harness.ts';
import { stepDraft, testContracts } from './topics.ts';

export const outboxCases = (harness: Harness): void => {
  it('publishes what commits late after what was committed before it', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('step');
      const seen: string[] = [];
      const handler = async ({ event }: Message): Promise<void> => void seen.push(event.key);
      await bus!.subscribe({ topics: [topic], group: `late-commit-${topic}`, mode: 'shared', handler });
      const { url, transactions } = await harness().outboxDatabase();
      const relay = startRelay({ database: url, bus: bus! });
      const appended = Promise.withResolvers<void>();
      const commit = Promise.withResolvers<void>();
      const late = transactions.run(async (tx) => {
        await appendToOutbox(tx, [stepDraft(topic, 'late', 1)], testContracts);
        appended.resolve();
        await commit.promise;
      });
      await appended.promise;
      await transactions.run((tx) => appendToOutbox(tx, [stepDraft(topic, 'early', 1)], testContracts));
      await eventually('the early one has arrived', () => seen.includes('early'));
      commit.resolve();
      await late;
      await relay.drain(DRAIN_MS);
      await bus!.drain(DRAIN_MS);
      expect(seen).toEqual(['early', 'late']);
      await relay.stop();
    }));
};
