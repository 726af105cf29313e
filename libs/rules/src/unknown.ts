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

const contains = (outer: string, inner: string): boolean =>
  outer === '' || outer === inner || inner.startsWith(`${outer}.`);

/** A path is unknown when it is one of these, lies below one, or contains one. */
export const unknownPathTest = (paths: Iterable<string> = []): IsUnknownPath => {
  const unknown = [...paths];
  return (path) => unknown.some((one) => contains(one, path) || contains(path, one));
};
