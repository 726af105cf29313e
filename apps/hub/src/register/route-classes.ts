import { PURPOSES, RECOGNITION_MODES } from '@huren/recognition';
import type { Purpose, RecognitionMode } from '@huren/recognition';
import { SCHEMES } from '@huren/standard';
import type { Scheme } from '@huren/standard';

/** One kind of code and of entry. */
export type RouteClass = {
  readonly scheme: Scheme;
  readonly purpose: Purpose;
  readonly mode: RecognitionMode;
};

/** Several of them. */
export type RouteClasses = {
  readonly schemes: readonly Scheme[];
  readonly purposes: readonly Purpose[];
  readonly modes: readonly RecognitionMode[];
};

/** Every kind of entry with codes of some schemes. */
export const classesIn = (schemes: readonly Scheme[] = SCHEMES): RouteClass[] =>
  schemes.flatMap((scheme) =>
    RECOGNITION_MODES.flatMap((mode) => PURPOSES.map((purpose) => ({ scheme, purpose, mode }))),
  );

export const onlyOf = ({ scheme, purpose, mode }: RouteClass): RouteClasses => ({
  schemes: [scheme],
  purposes: [purpose],
  modes: [mode],
});

/** Each of several kinds by itself. */
export const eachOf = ({ schemes, purposes, modes }: RouteClasses): RouteClass[] =>
  schemes.flatMap((scheme) =>
    modes.flatMap((mode) => purposes.map((purpose) => ({ scheme, purpose, mode }))),
  );

/** Entries that differ in nothing but the values of one field, as one. */
export const mergedBy = <T extends object>(entries: readonly T[], field: keyof T): T[] =>
  [...Map.groupBy(entries, (entry) => JSON.stringify({ ...entry, [field]: [] })).values()].flatMap(
    (alike) => {
      const [first] = alike;
      return first ? [{ ...first, [field]: alike.flatMap((entry) => entry[field]) }] : [];
    },
  );

/** Entries that differ in nothing but purpose, mode or scheme, as one. */
export const merged = <T extends RouteClasses>(entries: readonly T[]): T[] =>
  (['purposes', 'modes', 'schemes'] as const).reduce<T[]>(
    (known, field) => mergedBy(known, field),
    [...entries],
  );
