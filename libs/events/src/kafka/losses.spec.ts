import { describe, expect, it } from '@jest/globals';
import { createLosses } from './losses.ts';

const end = (low: number, partition = 0) => ({ topic: 't', partition, offset: 100, low });
const next = (offset: number) => new Map([['t/0', offset]]);

describe('what was past its retention before it was handled', () => {
  it('counts once, however often it is looked at, and also when its place was passed over', () => {
    const losses = createLosses();
    for (const [low, handled] of [
      [10, 4],
      [10, 4],
      [10, 12],
      [30, 12],
      [30, 40],
    ] as const)
      // prettier-ignore
      losses.observe([end(low)], next(handled));
    expect(losses.count).toBe(6 + 18);
  });

  it('is nothing of a partition that was not begun, nor of one that was handled in time', () => {
    const losses = createLosses();
    losses.observe([end(10), end(10, 1)], next(10));
    losses.observe([end(20), end(20, 1)], next(20));
    expect(losses.count).toBe(0);
  });
});
