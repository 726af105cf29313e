import type { Value } from './value.ts';

/** The key that a fragment of a path stands for: one that begins with digits stands for an item's place. */
const keyOf = (fragment: string): string => {
  const index = Number.parseInt(fragment, 10);
  return Number.isNaN(index) ? fragment : String(index);
};

/** A path as every other way of writing it is read: `list.01` as `list.1`. */
export const canonicalPath = (path: string): string => path.split('.').map(keyOf).join('.');

// Bound once: every path of every rule comes through here.
const { hasOwn } = Object;

const stepInto = (value: Value, key: string): Value =>
  value !== null && hasOwn(value as object, key) ? ((value as Record<string, Value>)[key] ?? null) : null;

/** A reader of a canonical path: own properties only, null where there is none; the empty path is the whole. */
export const reader = (path: string): ((data: Value) => Value) => {
  if (path === '') return (data) => data ?? null;
  const keys = path.split('.');
  return (data) => keys.reduce(stepInto, data ?? null);
};
