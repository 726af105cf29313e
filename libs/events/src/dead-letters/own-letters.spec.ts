import { describe, expect, it } from '@jest/globals';
import type { BusEvent } from '../port/event.ts';
import { eventually } from '../testing/harness.ts';
import { stateEvent, stepEvent, testContracts, type Step } from '../testing/topics.ts';
import { createOwnLetters } from './own-letters.ts';
import type { ReplayPlace, Replayed } from './replay.ts';

const [STATE, STEP, OTHER] = ['test.own.state.v1', 'test.own.step.v1', 'test.own2.step.v1'];

/** A process that keeps letters of events, at the places 0, 1, … of the log. */
const storeOf = async (...events: BusEvent[]) => {
  const store = createOwnLetters({ run: (work) => work({ query: async () => [] }) }, 'r', testContracts);
  const put = async (event: BusEvent, offset: number): Promise<void> =>
    void (await store.put({ event, topic: event.topic, partition: 0, offset, attempts: 1 }, 'fault', 1));
  for (const [offset, event] of events.entries()) await put(event, offset);
  return { store, put };
};

describe('letters of one process', () => {
  it('are gone through each once where a replay is broken off and goes on, past what waits for one that fails', async () => {
    const { store, put } = await storeOf(
      ...['a', 'b'].map((key) => stateEvent(STATE, key, 1)),
      ...[0, 1, 2].flatMap((n) => ['c', 'd'].map((key) => stepEvent(STEP, key, n))),
      stepEvent(OTHER, 'c', 0),
    );
    const handled: string[] = [];
    const handler = async ({ event: { topic, key, data } }: { event: BusEvent }): Promise<void> => {
      handled.push(topic === STATE ? key : `${topic === OTHER ? 'other ' : ''}${key}${(data as Step).step}`);
      if (key === 'c' && topic === STEP) throw new Error('cannot apply');
    };
    const parts: Replayed[] = [];
    let from: ReplayPlace | undefined;
    do {
      const part = await store.replay('all', { handler, from, goesOn: () => false });
      if (parts.length === 0) {
        await eventually('it is later', () => new Date() > new Date(part.next?.begun ?? 0));
        await put(stateEvent(STATE, 'z', 1), 100);
      }
      parts.push(part);
      from = part.next ?? undefined;
    } while (from);
    expect(handled).toEqual(['a', 'b', 'c0', 'd0', 'd1', 'd2', 'other c0']);
    expect(parts.map(({ letters }) => letters.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
    expect(parts.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(2);
    const left = await store.select('all', { limit: 10 });
    expect(left.map(({ key }) => key)).toEqual(['z', 'c', 'c', 'c']);
  });
});
