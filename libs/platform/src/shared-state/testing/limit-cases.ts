import { expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { SharedState } from '../shared-state.ts';
import { fresh, until } from './harness.ts';

/** What every kind of rate limits has to pass; each take is counted before the next where it says so. */
export const limitCases = (state: () => SharedState): void => {
  const takeAll = async (key: string, budget: 'client' | 'holder'): Promise<number> => {
    for (let taken = 0; ; taken += 1) {
      if (state().limits.take(budget, key) > 0) return taken;
      // Counted beside the request: a turn of the loop and a round trip later.
      await delay(20);
    }
  };

  it('let through what a budget holds, and say how long to wait', async () => {
    const key = fresh();
    expect(await takeAll(key, 'holder')).toBe(2);
    expect(state().limits.take('holder', key)).toBeGreaterThan(0);
    expect(state().limits.take('holder', fresh())).toBe(0);
  });

  it('take a cost, and let through again when the window is over', async () => {
    const key = fresh();
    expect(state().limits.take('client', key, 5)).toBe(0);
    await until(
      () => state().limits.take('client', key, 5),
      (wait) => wait > 0,
    );
    await until(
      () => state().limits.take('client', key),
      (wait) => wait === 0,
    );
  });
};
