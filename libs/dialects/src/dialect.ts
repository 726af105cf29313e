import { COLOURS, REASON_KINDS, SCHEMES, SYMPTOMS, divisionCode } from '@huren/standard';
import { z } from 'zod';

const path = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, 'dotted names');

/** How a time is written: always China time where it names no offset. */
export const TIME_FORMATS = ['rfc3339', 'seconds', 'millis', 'datetime', 'compact'] as const;

const template = z.looseObject({ kind: z.enum(REASON_KINDS) });

/** What an encoding says instead of a colour: a result of its own, never a colour. */
const result = z.enum(['expired', 'not_found', 'verification_failed', 'unavailable']);

const colour = z.strictObject({
  path,
  /** The field is an array with an entry for each reporting province; the strictest counts. */
  each: z.string().optional(),
  codes: z.record(z.string(), z.enum(COLOURS)),
  results: z.record(z.string(), result).default({}),
});

const construct = z.discriminatedUnion('as', [
  /** A code that stands for a reason, or for none (null). A code that says neither covers nothing. */
  z.strictObject({ as: z.literal('flag'), path, codes: z.record(z.string(), template.nullable()) }),
  /** Bits of an integer, each a reason. */
  z.strictObject({ as: z.literal('bits'), path, bits: z.array(template).min(1) }),
  /** Codes of symptoms joined by a separator. */
  z.strictObject({
    as: z.literal('symptoms'),
    path,
    separator: z.string().min(1),
    none: z.string(),
    codes: z.record(z.string(), z.enum(SYMPTOMS)),
  }),
  /** Degrees Celsius as a decimal text; 37.3 and more is a reason. */
  z.strictObject({ as: z.literal('temperature'), path }),
  /** An array of facts, each with its kind, time and the fields of its kind. */
  z.strictObject({
    as: z.literal('facts'),
    path,
    kindField: z.string(),
    kinds: z.record(z.string(), z.enum(REASON_KINDS)),
    timeField: z.string(),
    fields: z.record(
      z.string(),
      z.enum(['division', 'level', 'country', 'result', 'status', 'tenths', 'symptoms']),
    ),
  }),
]);
export type Construct = z.infer<typeof construct>;

const time = z.strictObject({ path, format: z.enum(TIME_FORMATS) });
export type TimeField = z.infer<typeof time>;

/** How a record lies on the wire. `delimited`: one text; `pairs`: an array of name and value. */
const shape = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('object') }),
  z.strictObject({
    as: z.literal('delimited'),
    separator: z.string().min(1),
    fields: z.array(z.string()).min(2),
  }),
  z.strictObject({ as: z.literal('pairs'), name: z.string(), value: z.string() }),
]);

/** How one issuer's record reads and writes in the standard. */
export const dialectDocument = z.strictObject({
  issuer: divisionCode,
  scheme: z.enum(SCHEMES),
  name: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
  /** `documented`: the encoding was seen; `modelled`: ours. */
  status: z.enum(['documented', 'modelled']),
  origin: z.string().min(1),
  shape,
  /** The issuer's own reference of the code. */
  reference: path,
  subject: path,
  updatedAt: time,
  /** Absent: so many days after the update. */
  validUntil: z.union([time, z.strictObject({ days: z.int().positive() })]),
  colour,
  /** Absent: the dialect carries a bare colour. */
  reasons: z.array(construct).optional(),
  covers: z.array(z.enum(REASON_KINDS)),
  /** Fields that are read over. */
  ignored: z.array(path).default([]),
  /** Fields with personal data: the province strips them, a record that has one is refused. */
  personal: z.array(path).default([]),
});
export type DialectDocument = z.infer<typeof dialectDocument>;
