import { strictestColour } from '@huren/standard';
import type { Colour, FailedResult, FieldError } from '@huren/standard';
import { noneOf } from './constructs/reading.ts';
import type { DialectDocument } from './dialect.ts';
import { faultAt, missingAt } from './field-path.ts';
import { getAt, isObject, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

type ColourField = DialectDocument['colour'];
export type ReadColour =
  | { readonly colour: Colour }
  | { readonly result: FailedResult }
  | { readonly faults: readonly FieldError[] };

/** A code and where it stands, or what is wrong. */
type Named = { readonly code: string; readonly path: string } | { readonly faults: readonly FieldError[] };

const inEntry = (path: string, each: string, entry: unknown, at: number): Named => {
  if (!isObject(entry)) return { faults: [faultAt(path, 'wrong_type', 'is no object', [at])] };
  const foreign = Object.keys(entry).filter((name) => name !== each);
  const message = 'is no field of the dialect';
  if (foreign.length > 0)
    return { faults: foreign.map((name) => faultAt(path, 'unknown_field', message, [at, name])) };
  const code = textAt(entry, each);
  return code === undefined
    ? { faults: [missingAt(path, [at, each])] }
    : { code, path: `${path}.${at}.${each}` };
};

const namedIn = ({ path, each, also }: ColourField, raw: Raw): Named[] => {
  const other = also === undefined ? undefined : textAt(raw, also);
  const more = also === undefined || other === undefined ? [] : [{ code: other, path: also }];
  if (each === undefined) {
    const code = textAt(raw, path);
    return [code === undefined ? { faults: [missingAt(path)] } : { code, path }, ...more];
  }
  const entries = getAt(raw, path) as readonly unknown[] | null | undefined;
  return entries?.length
    ? [...entries.map((entry, at) => inEntry(path, each, entry, at)), ...more]
    : [{ faults: [missingAt(path)] }];
};

/** The strictest of the colours that a record names; a result where it names none. */
export const readColour = (field: ColourField, raw: Raw): ReadColour => {
  const { codes, results } = field;
  const faults: FieldError[] = [];
  const given: string[] = [];
  for (const named of namedIn(field, raw)) {
    if ('faults' in named) faults.push(...named.faults);
    else if (Object.hasOwn(codes, named.code) || Object.hasOwn(results, named.code)) given.push(named.code);
    else {
      const message = noneOf([...Object.keys(codes), ...Object.keys(results)]);
      faults.push(faultAt(named.path, 'unknown_code', message));
    }
  }
  if (faults.length > 0) return { faults };
  const [first, ...rest] = given.flatMap((code) => codes[code] ?? []);
  return first
    ? { colour: strictestColour(first, ...rest) }
    : { result: results[given[0] as string] as FailedResult };
};
