import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after `ms`; rejects at once when the signal is aborted. Injected, so that tests don't sleep. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export const wait: Wait = async (ms, signal) => {
  await sleep(ms, undefined, signal ? { signal } : {});
};
