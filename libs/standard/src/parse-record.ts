import { isDivision } from './divisions/divisions.ts';
import { fieldErrors } from './field-errors.ts';
import type { RecordError } from './field-errors.ts';
import { isIssuer } from './issuers/issuers.ts';
import type { Reason } from './reasons.ts';
import { healthCodeRecord } from './record.ts';
import type { HealthCodeRecord } from './record.ts';

export type ParsedRecord =
  | { readonly ok: true; readonly record: HealthCodeRecord }
  | { readonly ok: false; readonly errors: readonly RecordError[] };

const unknownIssuer = (pointer: string): RecordError => ({
  pointer,
  code: 'unknown_issuer',
  message: 'is no issuer of the federation',
});

const unknownDivision = (pointer: string): RecordError => ({
  pointer,
  code: 'unknown_division',
  message: 'is no division of GB/T 2260 at that time',
});

const divisionErrors = (reason: Reason, pointer: string): RecordError[] => {
  const observed = new Date(reason.observedAt);
  const division = 'division' in reason ? reason.division : undefined;
  return [
    ...(isDivision(reason.issuer, observed) ? [] : [unknownDivision(`${pointer}/issuer`)]),
    ...(division === undefined || isDivision(division, observed)
      ? []
      : [unknownDivision(`${pointer}/division`)]),
  ];
};

const codeErrors = ({ issuer, reasons = [] }: HealthCodeRecord): RecordError[] => [
  ...(isIssuer(issuer) ? [] : [unknownIssuer('/issuer')]),
  ...reasons.flatMap((reason, at) => divisionErrors(reason, `/reasons/${at}`)),
];

/**
 * A canonical record as the boundary takes it: by the schema, of a known issuer, its reasons at and by divisions
 * of GB/T 2260 that were in use when the fact was observed. Refused with a pointer to each field at fault.
 */
export const parseRecord = (input: unknown): ParsedRecord => {
  const parsed = healthCodeRecord.safeParse(input, { reportInput: true });
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error.issues) };
  const errors = codeErrors(parsed.data);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, record: parsed.data };
};
