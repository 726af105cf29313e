import type { z } from 'zod';
import { isDivision } from './divisions/divisions.ts';
import { isIssuer } from './issuers/issuers.ts';
import { healthCodeRecord } from './record.ts';
import type { HealthCodeRecord } from './record.ts';

/** What is wrong with a field, by JSON pointer. */
export type FieldError = { readonly pointer: string; readonly code: string; readonly message: string };

export type ParsedRecord =
  | { readonly ok: true; readonly record: HealthCodeRecord }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The JSON pointer (RFC 6901) of a path. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

type Issue = z.core.$ZodIssue;

/** The faults that zod found, one a field; an unknown field is named itself. */
export const fieldErrors = (issues: readonly Issue[]): FieldError[] => issues.flatMap(errorsOf);

const errorsOf = (issue: Issue): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({
        pointer: pointerOf([...issue.path, key]),
        code: 'unknown_field',
        message: 'is no field of the standard',
      }))
    : [{ pointer: pointerOf(issue.path), code: issue.code ?? 'invalid', message: issue.message }];

const unknownIssuer = (pointer: string): FieldError => ({
  pointer,
  code: 'unknown_issuer',
  message: 'is no issuer of the federation',
});

const unknownDivision = (pointer: string): FieldError => ({
  pointer,
  code: 'unknown_division',
  message: 'is no division of GB/T 2260 at that time',
});

const codeErrors = (record: HealthCodeRecord): FieldError[] => [
  ...(isIssuer(record.issuer) ? [] : [unknownIssuer('/issuer')]),
  ...(record.reasons ?? []).flatMap((reason, at) => {
    const observed = new Date(reason.observedAt);
    const division = 'division' in reason ? reason.division : undefined;
    return [
      ...(isDivision(reason.issuer, observed) ? [] : [unknownDivision(`/reasons/${at}/issuer`)]),
      ...(division === undefined || isDivision(division, observed)
        ? []
        : [unknownDivision(`/reasons/${at}/division`)]),
    ];
  }),
];

/** A canonical record as the boundary takes it: by the schema, with known issuers and divisions. */
export const parseRecord = (input: unknown): ParsedRecord => {
  const parsed = healthCodeRecord.safeParse(input);
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error.issues) };
  const errors = codeErrors(parsed.data);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, record: parsed.data };
};
