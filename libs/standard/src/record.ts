import { z } from 'zod';
import { codeRef, divisionCode, issuerOf, subject } from './identifiers.ts';
import { COLOURS, PALETTES, SCHEMES, hasColour } from './palettes.ts';
import { reason, REASON_KINDS } from './reasons.ts';
import { instant } from './times.ts';

const version = z.int().positive().meta({ description: 'Rises with every change of the code.' });

const covers = z
  .array(z.enum(REASON_KINDS))
  .refine((kinds) => new Set(kinds).size === kinds.length, 'each kind once')
  .meta({
    description: 'The kinds that the issuer looked into: none found is not the same as not asked.',
    uniqueItems: true,
  });

const fields = {
  standard: z.literal('1.0'),
  codeRef,
  issuer: divisionCode.meta({ description: 'A division, 660000 the Corps or 000000 the national platform.' }),
  scheme: z.enum(SCHEMES).meta({ description: 'The palette in which the code is painted.' }),
  subject,
  colour: z.enum(COLOURS).meta({ description: 'As issued; one that the scheme has.' }),
  covers,
  reasons: z
    .array(reason)
    .optional()
    .meta({ description: 'Empty for a plain green; absent for a bare colour, whose reasons nobody states.' }),
  issuedAt: instant.meta({ description: 'When the issuer gave this colour.' }),
  validUntil: instant.meta({ description: 'When the code ends. Later than issuedAt.' }),
  version,
};

/** What JSON Schema can say of the palettes: the scheme bounds the colour. */
const paletteRules = SCHEMES.map((scheme) => ({
  if: { properties: { scheme: { const: scheme } }, required: ['scheme'] },
  then: { properties: { colour: { enum: [...PALETTES[scheme]] } } },
}));

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
  })
  .meta({
    title: 'Health code record (健康码记录)',
    description:
      'The canonical record of a health code after a change, aligned with GB/T 38962-2020. Not in this schema: codeRef begins with the issuer; validUntil is later than issuedAt; the issuer is one of the federation; divisions are of GB/T 2260 at the time observed.',
    allOf: paletteRules,
  });
export type HealthCodeRecord = z.infer<typeof healthCodeRecord>;

/** What stands in a record's place when it was erased. Its version keeps older states from rising. */
export const recordTombstone = z.strictObject({ codeRef, version, erased: z.literal(true) }).meta({
  title: 'Tombstone of a record (记录注销标记)',
  description: 'Stands in the place of an erased record; its version keeps older states from rising.',
});
export type RecordTombstone = z.infer<typeof recordTombstone>;
