import { wait as realWait, type Wait } from '../util/wait.ts';
import { isTransient } from './transient.ts';

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

/** The last error of work that was tried in place, and how often. */
export interface Failure {
  ok: false;
  error: unknown;
  attempts: number;
}

/** Retries transient errors in place. Every other error, and the last transient one, is returned. */
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
      if (attempts >= policy.attempts || !policy.isTransient(error)) return { ok: false, error, attempts };
      onRetry();
      await policy.wait(delayOf(attempts, policy), signal);
    }
  }
};
