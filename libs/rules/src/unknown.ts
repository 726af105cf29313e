/** Why a result is not known: paths that nobody looked into, and operands that did not fit. */
export class Unknown {
  readonly missing: ReadonlySet<string>;
  readonly faults: ReadonlySet<string>;

  constructor(missing: Iterable<string>, faults: Iterable<string>) {
    this.missing = new Set(missing);
    this.faults = new Set(faults);
  }
}

export const missing = (path: string): Unknown => new Unknown([path], []);

export const fault = (what: string): Unknown => new Unknown([], [what]);

/** What all of several unknown results lack. */
export const merge = (first: Unknown, ...rest: readonly Unknown[]): Unknown =>
  rest.length === 0
    ? first
    : new Unknown(
        [first, ...rest].flatMap((unknown) => [...unknown.missing]),
        [first, ...rest].flatMap((unknown) => [...unknown.faults]),
      );

export type IsUnknownPath = (path: string) => boolean;

const nothing: IsUnknownPath = () => false;
const tests = new WeakMap<object, IsUnknownPath>();

const ancestorsOf = (path: string): string[] => {
  const parts = path.split('.');
  return parts.map((_, at) => parts.slice(0, at).join('.'));
};

const testOf = (paths: Iterable<string>): IsUnknownPath => {
  const unknown = new Set(paths);
  const containing = new Set([...unknown].flatMap(ancestorsOf));
  return (path) =>
    unknown.has(path) || containing.has(path) || ancestorsOf(path).some((ancestor) => unknown.has(ancestor));
};

/** A path is unknown when it is one of these, lies below one, or contains one. */
export const unknownPathTest = (
  paths: ReadonlySet<string> | readonly string[] | undefined,
): IsUnknownPath => {
  if (!paths) return nothing;
  const known = tests.get(paths) ?? testOf(paths);
  tests.set(paths, known);
  return known;
};
