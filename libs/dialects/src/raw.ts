/** A record on the wire, seen as an object. */
export type Raw = Record<string, unknown>;

const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a dotted path; own properties only. */
export const getAt = (raw: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), raw);

/** Puts a value at a dotted path, making the objects on the way. */
export const setAt = (raw: Raw, path: string, value: unknown): void => {
  const names = path.split('.');
  const last = names.pop() as string;
  let into = raw;
  for (const name of names) {
    if (!isObject(into[name])) into[name] = {};
    into = into[name] as Raw;
  }
  into[last] = value;
};

/** Dotted paths of everything in a record; arrays count as one. */
export const pathsIn = (raw: Raw, under = ''): string[] =>
  Object.entries(raw).flatMap(([name, value]) => {
    const path = under ? `${under}.${name}` : name;
    return isObject(value) ? pathsIn(value, path) : [path];
  });

export { isObject };
