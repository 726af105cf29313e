/** A record on the wire, seen as an object. */
export type Raw = Record<string, unknown>;

export const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPlace = (name: string): boolean => /^\d+$/.test(name);

const step = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Raw)[name]
    : undefined;

const split = new Map<string, readonly string[]>();

/** The names of a path. Paths are those of dialects, few and asked for again and again. */
const namesOf = (path: string): readonly string[] => {
  const known = split.get(path);
  if (known) return known;
  const names = path.split('.');
  split.set(path, names);
  return names;
};

/** What stands at a path of a record whose structure was checked; own properties only. */
export const getAt = (raw: unknown, path: string): unknown => namesOf(path).reduce(step, raw);

/** What stands in a field as text, as `String` has it; where that asks an object how it is written, a record may say anything. */
export const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((one: unknown) => textOf(one ?? '')).join();
  return isObject(value) ? '[object Object]' : String(value);
};

/** The text or number at a path as text; undefined where there is no answer: absent, null or empty. */
export const textAt = (raw: unknown, path: string): string | undefined => {
  const value = getAt(raw, path);
  return value === undefined || value === null || value === '' ? undefined : textOf(value);
};

/** Puts a value at a path, making the objects and arrays on the way. */
export const setAt = (raw: Raw, path: string, value: unknown): void => {
  const names = path.split('.');
  const last = names.pop() as string;
  let into: Raw = raw;
  for (const [at, name] of names.entries()) {
    into[name] ??= isPlace(names[at + 1] ?? last) ? [] : {};
    into = into[name] as Raw;
  }
  into[last] = value;
};
