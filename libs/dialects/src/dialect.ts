import { COLOURS, REASON_KINDS, SCHEMES, divisionCode } from '@huren/standard';
import { z } from 'zod';
import { construct, reasonTemplate } from './construct.ts';
import { fieldPath } from './field-path.ts';
import { shape } from './shapes/shape.ts';
import { timeField } from './time-format.ts';

const text = z.string().min(1);
const kinds = z.array(z.enum(REASON_KINDS));
const status = z.enum(['documented', 'modelled']);

/** What an encoding says instead of a colour: a result of its own, never a colour. */
const result = z.enum(['expired', 'not_found', 'verification_failed', 'unavailable']);

const colour = z
  .strictObject({
    path: fieldPath,
    each: text.optional().meta({ description: 'The field is an array; each entry has its colour here.' }),
    also: fieldPath.optional().meta({ description: 'One more field with a colour of the same codes.' }),
    codes: z.record(z.string(), z.enum(COLOURS)),
    results: z.record(z.string(), result).default({}),
  })
  .meta({
    description: 'Codes of colours, and codes that are no colour. Of several colours the strictest counts.',
  });

const presented = z
  .strictObject({
    pattern: text.meta({ description: 'From ^ to $, with a group `ref` that is the reference.' }),
    example: text,
  })
  .meta({ description: "The issuer's own string, as its holders show it." });

const meanings = z.partialRecord(z.enum(COLOURS), z.array(z.array(reasonTemplate)).min(1)).meta({
  description:
    'What a bare colour may mean: each entry one set of reasons; an empty one is no reason at all.',
});

/** How one issuer's record reads and writes in the standard. */
export const dialectDocument = z
  .strictObject({
    issuer: divisionCode,
    scheme: z.enum(SCHEMES),
    version: z.int().positive().meta({ description: 'Rises with every change of the document.' }),
    name: z.strictObject({ 'zh-CN': text, en: text }),
    status: status.meta({
      description:
        "`documented`: the issuer's encoding of colours and results was seen in use; `modelled`: it is ours, or another's.",
    }),
    source: text.meta({ description: 'Where what was seen? What of the document is ours?' }),
    presented,
    shape,
    reference: fieldPath.meta({ description: "The issuer's own reference of the code." }),
    subject: fieldPath.meta({ description: "The holder's pseudonym." }),
    updatedAt: timeField,
    validUntil: z
      .union([timeField, z.strictObject({ days: z.int().positive() })])
      .meta({ description: 'When the code ends, or so many days after the update.' }),
    colour,
    reasons: z
      .array(construct)
      .min(1)
      .optional()
      .meta({ description: 'Absent: every colour is a bare one.' }),
    covers: kinds.meta({
      description:
        'The kinds that the issuer looks into. One whose field was not answered is left out of the record.',
    }),
    cannotCarry: kinds.meta({
      description: 'The kinds of reasons that no field says: all that are not in `reasons`.',
    }),
    ignored: z
      .array(z.strictObject({ path: fieldPath, why: text }))
      .default([])
      .meta({ description: 'Fields that are read over, with all below them.' }),
    personal: z
      .array(fieldPath)
      .default([])
      .meta({ description: 'Fields with personal data: a record that has one is refused.' }),
    meanings,
    meaningsStatus: status,
  })
  .meta({
    title: 'Dialect (方言)',
    description:
      'How the records of one issuer and scheme read and write in the standard. Not in this schema: codes name colours of the scheme; no field has two uses; the fields fit the shape; `cannotCarry` names the other kinds.',
  });
export type DialectDocument = z.infer<typeof dialectDocument>;
