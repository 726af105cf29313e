/** Something of which only the newest revision heard counts. */
export type Revised<T> = { readonly revision: number; readonly value: T };

/**
 * A value made on demand, again after each change.
 * @param basis which is another after changes that nobody tells of
 */
export const derived = <T>(make: () => T, basis?: () => unknown): { get(): T; forget(): void } => {
  let value: { readonly of: T; readonly on: unknown } | undefined;
  return {
    get: () => {
      const on = basis?.();
      if (value?.on !== on) value = undefined;
      return (value ??= { of: make(), on }).of;
    },
    forget: () => void (value = undefined),
  };
};

export const keep = <T>(
  into: Map<string, Revised<T>>,
  key: string,
  revision: number,
  value: T,
): 'applied' | 'stale' => {
  const known = into.get(key);
  if (known && known.revision >= revision) return 'stale';
  into.set(key, { revision, value });
  return 'applied';
};

export const stampOf = (of: Map<string, Revised<unknown>>): string[] =>
  [...of].map(([key, { revision }]) => `${key}#${revision}`).sort();

export const valuesOf = <T>(of: Map<string, Revised<T>>): T[] => [...of.values()].map(({ value }) => value);
