import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultRetry, delayOf, withRetry, type RetryPolicy } from './retry.ts';
import { TransientError } from './transient.ts';

const never = new AbortController().signal;

const recording = (given: Partial<RetryPolicy> = {}) => {
  const delays: number[] = [];
  const wait = async (ms: number): Promise<void> => void delays.push(ms);
  return { delays, policy: { ...defaultRetry, wait, random: () => 0, ...given } };
};

const failing = (times: number, error: unknown) => {
  let calls = 0;
  return async (): Promise<string> => {
    calls += 1;
    if (calls <= times) throw error;
    return 'done';
  };
};

describe('withRetry', () => {
  it('retries a transient error until it passes, waiting longer each time', async () => {
    const { delays, policy } = recording();
    let retries = 0;
    const result = await withRetry(failing(3, new TransientError('x')), policy, never, () => (retries += 1));
    expect(result).toEqual({ ok: true, value: 'done', attempts: 4 });
    expect(delays).toEqual([25, 50, 100]);
    expect(retries).toBe(3);
  });

  it('rejects with what has not passed at the last attempt, for it says nothing of the work', async () => {
    const { delays, policy } = recording({ attempts: 3 });
    const error = new TransientError('x');
    await expect(withRetry(failing(9, error), policy, never, () => undefined)).rejects.toBe(error);
    expect(delays).toHaveLength(2);
  });

  it('gives up, at the last attempt, work that the server always finds too long', async () => {
    const { policy } = recording({ attempts: 3 });
    for (const error of [{ code: '57014' }, { driverError: { code: '57014' } }]) {
      const work = failing(9, error);
      expect(await withRetry(work, policy, never, () => undefined)).toEqual({
        ok: false,
        error,
        attempts: 3,
      });
    }
  });

  it('does not retry any other error', async () => {
    const { delays, policy } = recording();
    const error = new Error('x');
    expect(await withRetry(failing(9, error), policy, never, () => undefined)).toEqual({
      ok: false,
      error,
      attempts: 1,
    });
    expect(delays).toEqual([]);
  });

  it('rejects when it is told to stop, so that nothing is acknowledged', async () => {
    const { policy } = recording();
    const stopped = AbortSignal.abort();
    await expect(withRetry(failing(9, new Error('x')), policy, stopped, () => undefined)).rejects.toThrow(
      'x',
    );
  });
});

describe('delayOf', () => {
  it('lies in the upper half of a doubling, capped span', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, chance) => {
          const delay = delayOf(failures, { firstDelayMs: 10, maxDelayMs: 1000, random: () => chance });
          const span = Math.min(1000, 10 * 2 ** (failures - 1));
          expect(delay).toBeGreaterThanOrEqual(span / 2);
          expect(delay).toBeLessThan(span);
        },
      ),
    );
  });
});
