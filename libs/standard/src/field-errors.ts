import type { z } from 'zod';

/** What is wrong with a field, by JSON pointer. */
export type FieldError = { readonly pointer: string; readonly code: string; readonly message: string };

/** What can be wrong with a field of a record. */
export const RECORD_FAULTS = [
  'missing',
  'wrong_type',
  'not_allowed',
  'malformed',
  'out_of_range',
  'contradiction',
  'unknown_field',
  'unknown_issuer',
  'unknown_division',
] as const;
export type RecordFault = (typeof RECORD_FAULTS)[number];
export type RecordError = FieldError & { readonly code: RecordFault };

type Issue = z.core.$ZodIssue;

const FAULTS: Record<Exclude<Issue['code'], 'unrecognized_keys'>, RecordFault> = {
  invalid_type: 'wrong_type',
  invalid_value: 'not_allowed',
  invalid_union: 'not_allowed',
  invalid_key: 'not_allowed',
  invalid_element: 'not_allowed',
  invalid_format: 'malformed',
  too_small: 'out_of_range',
  too_big: 'out_of_range',
  not_multiple_of: 'out_of_range',
  custom: 'contradiction',
};

/** The JSON pointer (RFC 6901) of a path. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value that an issue is about: of a union without its discriminator, that of the discriminator. */
const valueAt = ({ input, ...issue }: Issue): unknown =>
  issue.code === 'invalid_union' && issue.discriminator !== undefined
    ? (input as Readonly<Record<string, unknown>>)[issue.discriminator]
    : input;

const errorsOf = (issue: Issue): RecordError[] => {
  if (issue.code !== 'unrecognized_keys') {
    const pointer = pointerOf(issue.path);
    if (valueAt(issue) === undefined) return [{ pointer, code: 'missing', message: 'is missing' }];
    return [{ pointer, code: FAULTS[issue.code], message: issue.message }];
  }
  return issue.keys.map((key) => ({
    pointer: pointerOf([...issue.path, key]),
    code: 'unknown_field',
    message: 'is no field of the standard',
  }));
};

/** The faults that zod found (asked with `reportInput`); an unknown field is pointed at itself. */
export const fieldErrors = (issues: readonly Issue[]): RecordError[] => issues.flatMap(errorsOf);
