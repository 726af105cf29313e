import { LRUCache } from 'lru-cache';
import type { Nonces } from './nonces.ts';

const MOST = 20_000;

/** Nonces of one process. */
export const memoryNonces = (now: () => number = () => performance.now()): Nonces => {
  const claimed = new LRUCache<string, true>({ max: MOST, perf: { now }, ttlResolution: 0 });
  return {
    claim: (key, ttlMs) => {
      if (claimed.has(key)) return Promise.resolve('seen');
      claimed.set(key, true, { ttl: ttlMs });
      return Promise.resolve('first');
    },
  };
};
