import { z } from 'zod';
import { codeRef, divisionCode, issuerOf, subject } from './identifiers.ts';
import { COLOURS, SCHEMES, hasColour } from './palettes.ts';
import { reason, REASON_KINDS } from './reasons.ts';
import { instant } from './times.ts';

const fields = {
  standard: z.literal('1.0'),
  codeRef,
  issuer: divisionCode,
  scheme: z.enum(SCHEMES),
  subject,
  colour: z.enum(COLOURS),
  covers: z.array(z.enum(REASON_KINDS)),
  reasons: z.array(reason).optional(),
  issuedAt: instant,
  validUntil: instant,
  version: z.int().positive(),
};

/**
 * The canonical health code record, aligned with GB/T 38962-2020.
 *
 * `covers` names the kinds that the issuer looked into ("none found" is not "not asked");
 * `reasons` is empty for a plain green and absent for a bare colour.
 */
export const healthCodeRecord = z
  .strictObject(fields)
  .refine((record) => issuerOf(record.codeRef) === record.issuer, {
    path: ['codeRef'],
    error: 'begins with the code of its issuer',
  })
  .refine((record) => hasColour(record.scheme, record.colour), {
    path: ['colour'],
    error: 'is a colour of the scheme',
  })
  .refine((record) => Date.parse(record.validUntil) > Date.parse(record.issuedAt), {
    path: ['validUntil'],
    error: 'is later than issuedAt',
  });
export type HealthCodeRecord = z.infer<typeof healthCodeRecord>;

/** What stands in a record's place when it was erased. Its version keeps older states from rising. */
export const recordTombstone = z.strictObject({
  codeRef,
  version: z.int().positive(),
  erased: z.literal(true),
});
export type RecordTombstone = z.infer<typeof recordTombstone>;
