/** A value that came to be with a version; JSON throughout. */
export type Versioned<T> = { readonly version: number; readonly value: T };

/** What a cache held, and the right to keep what is read from the store after asking it. */
export type Recalled<T> = {
  readonly found: ReadonlyMap<string, T>;
  /** Keeps committed values, for the rest of a life that began before they were read. Never rejects. */
  keep(read: ReadonlyMap<string, Versioned<T>>): Promise<void>;
};

/**
 * Values with versions, shared by processes for a short life. Nothing older than a floor that was raised before the
 * commit that made it old is ever given; without the floor, nothing for longer than a life after that commit. Where
 * the cache is away nothing is found and nothing kept.
 */
export interface VersionedCache<T> {
  recall(keys: readonly string[]): Promise<Recalled<T>>;
  /** From now on no value below its key's version is given or kept. To be called before the commit. Never rejects. */
  raise(floors: ReadonlyMap<string, number>): Promise<void>;
}

export type CacheLives = {
  /** How long a value may be given after it was read. */
  readonly lifeMs: number;
  /** How long a transaction may take from its floor to its commit. */
  readonly commitMs: number;
};

/** A version that none reaches: as a floor it keeps a key out of the cache for a while. */
export const ABOVE_ALL = Number.MAX_SAFE_INTEGER;

/** Finds and keeps nothing. */
export const noCache = <T>(): VersionedCache<T> => ({
  recall: () => Promise.resolve({ found: new Map<string, T>(), keep: () => Promise.resolve() }),
  raise: () => Promise.resolve(),
});
