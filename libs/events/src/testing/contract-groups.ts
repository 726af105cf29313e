import { expect, it } from '@jest/globals';
import { written } from '../contracts/draft.ts';
import type { Message } from '../port/event.ts';
import { DRAIN_MS, eventually, freshTopic, withBuses, type Harness } from './harness.ts';
import { stepEvent, testContracts, type Step } from './topics.ts';

const stepsOf = (messages: Message[]): number[] => messages.map(({ event }) => (event.data as Step).step);
const collect = (into: Message[]) => async (message: Message) => void into.push(message);
const events = (topic: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => stepEvent(topic, 'one', from + n));

export const groupCases = (harness: Harness): void => {
  it('goes on where the group stopped, and shows another group everything', () =>
    withBuses(harness, testContracts, 2, async (bus, other) => {
      const topic = freshTopic('step');
      const [first, later, whole]: [Message[], Message[], Message[]] = [[], [], []];
      const shared = { topics: [topic], group: `resume-${topic}`, mode: 'shared' } as const;
      const before = await bus!.subscribe({ ...shared, handler: collect(first) });
      await bus!.publish(written(events(topic, 0, 5)));
      await bus!.drain(DRAIN_MS);
      await before.stop();
      await bus!.publish(written(events(topic, 5, 9)));
      await other!.subscribe({ ...shared, handler: collect(later) });
      await other!.subscribe({ ...shared, group: `whole-${topic}`, handler: collect(whole) });
      await other!.drain(DRAIN_MS);
      expect(stepsOf(first)).toEqual([0, 1, 2, 3, 4]);
      expect(stepsOf(later)).toEqual([5, 6, 7, 8]);
      expect(stepsOf(whole)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }));

  it('delivers again, in order, what a handler rejected', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('step');
      const seen: Message[] = [];
      const handler = async (message: Message): Promise<void> => {
        if ((message.event.data as Step).step === 2 && message.attempts < 3) throw new Error('not yet');
        seen.push(message);
      };
      await bus!.subscribe({ topics: [topic], group: `again-${topic}`, mode: 'shared', handler });
      await bus!.publish(written(events(topic, 0, 5)));
      await bus!.drain(DRAIN_MS);
      expect(stepsOf(seen)).toEqual([0, 1, 2, 3, 4]);
      expect(seen.map(({ attempts }) => attempts)).toEqual([1, 1, 3, 1, 1]);
    }));

  it('handles nothing while paused, and refuses to drain', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('step');
      const seen: Message[] = [];
      const options = { topics: [topic], group: `pause-${topic}`, mode: 'shared' } as const;
      const subscription = await bus!.subscribe({ ...options, handler: collect(seen) });
      await subscription.pause();
      await bus!.publish(written(events(topic, 0, 3)));
      await eventually('the log has 3 messages', async () => (await subscription.lag()) === 3);
      await expect(subscription.drain(1)).rejects.toThrow('is paused');
      expect(seen).toEqual([]);
      subscription.resume();
      await subscription.drain(DRAIN_MS);
      expect(stepsOf(seen)).toEqual([0, 1, 2]);
      expect(await subscription.lag()).toBe(0);
    }));

  it('ends a drain with its subscription', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('step');
      const handler = (): Promise<never> => Promise.reject(new Error('never'));
      const options = { topics: [topic], group: `ends-${topic}`, mode: 'replica' } as const;
      const subscription = await bus!.subscribe({ ...options, handler });
      await bus!.publish(written(events(topic, 0, 3)));
      const drained = expect(subscription.drain(DRAIN_MS)).rejects.toThrow('has stopped');
      await subscription.stop();
      await drained;
    }));

  it('drains a bus without a subscription that is stopped meanwhile', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('step');
      const never = (): Promise<never> => Promise.reject(new Error('never'));
      const of = (name: string) => ({ topics: [topic], group: `${name}-${topic}`, mode: 'replica' }) as const;
      const stopping = await bus!.subscribe({ ...of('stopping'), handler: never });
      const seen: Message[] = [];
      await bus!.subscribe({ ...of('running'), handler: async (message) => void seen.push(message) });
      await bus!.publish(written(events(topic, 0, 3)));
      const drained = expect(bus!.drain(DRAIN_MS)).resolves.toBeUndefined();
      await stopping.stop();
      await drained;
      expect(stepsOf(seen)).toEqual([0, 1, 2]);
    }));

  it('shows operators of any process how far each group is in each partition', () =>
    withBuses(harness, testContracts, 2, async (bus, elsewhere) => {
      const topic = freshTopic('step');
      const group = `lag-${topic}`;
      const subscription = await bus!.subscribe({
        topics: [topic],
        group,
        mode: 'shared',
        handler: collect([]),
      });
      await bus!.publish(written(events(topic, 0, 5)));
      await bus!.drain(DRAIN_MS);
      await subscription.pause();
      await bus!.publish(written(events(topic, 5, 8)));
      const positions = (await elsewhere!.positions()).filter((one) => one.group === group);
      expect(positions.map(({ partition }) => partition)).toEqual([0, 1, 2, 3]);
      expect(positions.filter(({ lag }) => lag > 0)).toEqual([
        {
          ...{ group, topic, partition: expect.any(Number) as unknown as number },
          ...{ head: 8, committed: 5, lag: 3, expired: 0 },
        },
      ]);
    }));

  it('subscribes a group once a process', () =>
    withBuses(harness, testContracts, 1, async (bus) => {
      const topic = freshTopic('step');
      const options = { topics: [topic], group: `once-${topic}`, mode: 'shared' } as const;
      await bus!.subscribe({ ...options, handler: collect([]) });
      await expect(bus!.subscribe({ ...options, handler: collect([]) })).rejects.toThrow('already');
    }));
};
