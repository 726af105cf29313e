import type { Value } from './value.ts';

const stepInto = (value: Value, fragment: string): Value => {
  if (value === null) return null;
  const index = Number.parseInt(fragment, 10);
  const key = Number.isNaN(index) ? fragment : String(index);
  const owner = Object(value) as Record<string, Value>;
  return Object.hasOwn(owner, key) ? (owner[key] ?? null) : null;
};

/** A reader of a dotted path: own properties only, null where there is none; the empty path is the whole. */
export const reader = (path: string): ((data: Value) => Value) => {
  if (path === '') return (data) => data;
  const fragments = path.split('.');
  return (data) => fragments.reduce(stepInto, data);
};
