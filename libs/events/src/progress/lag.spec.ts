import { describe, expect, it } from '@jest/globals';
import { createCompleteness } from './lag.ts';

const at = (offset: number) => [{ topic: 'huren.code.v1', partition: 0, offset }];

const watched = () => {
  const told: string[] = [];
  const completeness = createCompleteness(() => void told.push('caught up'));
  return { completeness, told };
};

describe('completeness', () => {
  it('is as of the look at whose ends the consumer has arrived', () => {
    const { completeness } = watched();
    completeness.observe(at(5), at(5), 1000);
    expect(completeness.completeAt).toBe(1000);
  });

  it('follows a consumer that is always a little behind a log that always grows', () => {
    const { completeness } = watched();
    for (let look = 1; look <= 50; look += 1)
      completeness.observe(at(10 * look), at(10 * look - 5), look * 1000);
    expect(completeness.completeAt).toBeGreaterThanOrEqual(48_000);
  });

  it('stands still with a consumer that stands still', () => {
    const { completeness } = watched();
    completeness.observe(at(5), at(5), 1000);
    for (let look = 2; look <= 50; look += 1) completeness.observe(at(5 + look), at(5), look * 1000);
    expect(completeness.completeAt).toBe(1000);
  });

  it('is told once, when all that stood in the log at the beginning was handled', () => {
    const { completeness, told } = watched();
    completeness.observe(at(5), at(3), 1000);
    expect([completeness.caughtUp, completeness.completeAt]).toEqual([false, null]);
    completeness.observe(at(9), at(6), 2000);
    completeness.observe(at(12), at(12), 3000);
    expect([completeness.caughtUp, told]).toEqual([true, ['caught up']]);
  });
});
