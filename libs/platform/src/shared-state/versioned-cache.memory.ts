import { LRUCache } from 'lru-cache';
import type { CacheLives, Versioned, VersionedCache } from './versioned-cache.ts';

const MOST = 20_000;

/** A cache of one process. Full, it pushes out values and floors: the end of a life makes good for a floor that is gone. */
export const memoryCache = <T>(
  { lifeMs, commitMs }: CacheLives,
  now: () => number = () => performance.now(),
  max = MOST,
): VersionedCache<T> => {
  const options = { max, perf: { now }, ttlResolution: 0 };
  const values = new LRUCache<string, Versioned<T>>(options);
  const floors = new LRUCache<string, number>(options);
  const versionOf = (key: string): number => values.get(key)?.version ?? -1;
  const floorOf = (key: string): number => floors.get(key) ?? -1;
  const keepUntil = (deadline: number, read: ReadonlyMap<string, Versioned<T>>): void => {
    const ttl = deadline - now();
    if (ttl <= 0) return;
    for (const [key, one] of read)
      if (one.version >= floorOf(key) && one.version > versionOf(key)) values.set(key, { ...one }, { ttl });
  };
  return {
    recall: async (keys) => {
      const deadline = now() + lifeMs;
      const found = new Map<string, T>();
      for (const key of keys) {
        const known = values.get(key);
        if (known) found.set(key, known.value);
      }
      return { found, keep: async (read) => keepUntil(deadline, read) };
    },
    raise: async (raised) => {
      for (const [key, version] of raised) {
        // A floor that stands higher stays so for as long as this one would.
        floors.set(key, Math.max(version, floorOf(key)), { ttl: lifeMs + commitMs });
        if (versionOf(key) < version) values.delete(key);
      }
    },
  };
};
