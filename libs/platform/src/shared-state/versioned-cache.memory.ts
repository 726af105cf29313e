import { LRUCache } from 'lru-cache';
import type { CacheLives, Versioned, VersionedCache } from './versioned-cache.ts';

/** Without a value: a floor. */
type Held<T> = { readonly version: number; readonly value?: T };

const MOST = 20_000;

/** What is held gives way to a newer version, and a floor to the value of its own version. */
const yields = <T>(held: Held<T> | undefined, version: number): boolean =>
  !held || held.version < version || (held.version === version && !('value' in held));

/** A cache of one process. Full, it pushes out values and floors: the end of a life makes good for a floor that is gone. */
export const memoryCache = <T>(
  { lifeMs, commitMs }: CacheLives,
  now: () => number = () => performance.now(),
  max = MOST,
): VersionedCache<T> => {
  const held = new LRUCache<string, Held<T>>({ max, perf: { now }, ttlResolution: 0 });
  const keepUntil = (deadline: number, read: ReadonlyMap<string, Versioned<T>>): void => {
    const ttl = deadline - now();
    if (ttl <= 0) return;
    for (const [key, one] of read) if (yields(held.get(key), one.version)) held.set(key, { ...one }, { ttl });
  };
  return {
    recall: async (keys) => {
      const deadline = now() + lifeMs;
      const found = new Map<string, T>();
      for (const key of keys) {
        const known = held.get(key);
        if (known && 'value' in known) found.set(key, known.value as T);
      }
      return { found, keep: async (read) => keepUntil(deadline, read) };
    },
    raise: async (floors) => {
      for (const [key, version] of floors)
        if (yields(held.get(key), version)) held.set(key, { version }, { ttl: lifeMs + commitMs });
    },
  };
};
