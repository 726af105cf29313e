import { wait as realWait, type Wait } from '../util/wait.ts';
import { isTooLong, isTransient } from './transient.ts';

export interface RetryPolicy {
  /** Tries in place, the first one included. */
  attempts: number;
  firstDelayMs: number;
  maxDelayMs: number;
  isTransient: (error: unknown) => boolean;
  wait: Wait;
  /** In [0, 1): jitter. */
  random: () => number;
}

export const defaultRetry: RetryPolicy = {
  attempts: 8,
  firstDelayMs: 50,
  maxDelayMs: 10_000,
  isTransient,
  wait: realWait,
  random: Math.random,
};

/** Delay before the next try: doubles, is capped, and lies in the upper half of its span by chance. */
export const delayOf = (
  failures: number,
  policy: Pick<RetryPolicy, 'firstDelayMs' | 'maxDelayMs' | 'random'>,
) => {
  const span = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (failures - 1));
  return span / 2 + (span / 2) * policy.random();
};

/** An error that will not pass by itself, and at which try it came. */
export interface Failure {
  ok: false;
  error: unknown;
  attempts: number;
}

/**
 * Retries transient errors in place; every other error is returned, and one of work that always takes too long. Rejects
 * with the last transient error: it says nothing of the work, which is to be done later.
 */
export const withRetry = async <T>(
  work: () => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal,
  onRetry: () => void,
): Promise<{ ok: true; value: T; attempts: number } | Failure> => {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return { ok: true, value: await work(), attempts };
    } catch (error) {
      if (signal.aborted) throw error;
      if (!policy.isTransient(error)) return { ok: false, error, attempts };
      if (attempts >= policy.attempts) {
        if (isTooLong(error)) return { ok: false, error, attempts };
        throw error;
      }
      onRetry();
      await policy.wait(delayOf(attempts, policy), signal);
    }
  }
};
