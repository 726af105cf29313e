import { REASON_KINDS, RISK_LEVELS, SYMPTOMS } from '@huren/standard';
import type { ReasonKind } from '@huren/standard';
import { z } from 'zod';
import { fieldPath } from './field-path.ts';
import { timeField, timeFormat } from './time-format.ts';

/** A reason without issuer and times: its kind and the fields that the kind needs. */
export const reasonTemplate = z
  .looseObject({ kind: z.enum(REASON_KINDS) })
  .meta({ description: 'A reason without issuer, evidence and times.' });
export type ReasonTemplate = { readonly kind: ReasonKind; readonly [field: string]: unknown };

const text = z.string().min(1);
const levelCodes = z.record(z.string(), z.enum(RISK_LEVELS));

const flag = z
  .strictObject({
    as: z.literal('flag'),
    path: fieldPath,
    codes: z.record(z.string(), reasonTemplate.nullable()),
    unsure: z.array(text).default([]),
    time: timeField.optional(),
  })
  .meta({
    title: 'flag',
    description:
      'One code, which stands for a reason or, null, for none. Codes under `unsure`, and no answer, leave the kinds open. `time`: when it was observed; without it, at the update.',
  });

const bits = z
  .strictObject({ as: z.literal('bits'), path: fieldPath, bits: z.array(reasonTemplate).min(1).max(30) })
  .meta({ title: 'bits', description: 'An integer whose bits, the lowest first, each stand for a reason.' });

const list = z
  .strictObject({
    as: z.literal('list'),
    path: fieldPath,
    separator: text,
    none: text,
    codes: z.record(z.string(), reasonTemplate),
  })
  .meta({ title: 'list', description: 'Codes in one text, each a reason; `none` says that there is none.' });

const symptoms = z
  .strictObject({
    as: z.literal('symptoms'),
    path: fieldPath,
    separator: text,
    none: text,
    codes: z.record(z.string(), z.enum(SYMPTOMS)),
  })
  .meta({ title: 'symptoms', description: 'Codes of symptoms in one text, which together are one reason.' });

const temperature = z
  .strictObject({ as: z.literal('temperature'), path: fieldPath })
  .meta({ title: 'temperature', description: 'Degrees Celsius such as 36.5; 37.3 and more is a reason.' });

const area = z
  .strictObject({ as: z.literal('area'), division: fieldPath, level: fieldPath, codes: levelCodes })
  .meta({ title: 'area', description: 'A division and its risk level: a stay there at the update.' });

const FACT_FIELDS = ['division', 'level', 'country', 'result', 'status', 'tenths', 'symptoms'] as const;
const factField = z.enum(FACT_FIELDS);

const facts = z
  .strictObject({
    as: z.literal('facts'),
    path: fieldPath,
    kind: z.union([
      z.enum(REASON_KINDS),
      z.strictObject({ field: text, codes: z.record(z.string(), z.enum(REASON_KINDS)) }),
    ]),
    time: z.strictObject({ field: text, format: timeFormat }),
    fields: z.record(
      z.string(),
      z.union([factField, z.strictObject({ to: factField, codes: z.record(z.string(), z.string()) })]),
    ),
    optional: z.boolean().default(false),
  })
  .meta({
    title: 'facts',
    description:
      'An array of objects, each a reason with its own time. An absent array leaves its kinds open, unless it is `optional`: a supplement to another field.',
  });

/** How a part of a record says reasons, or that there are none. */
export const construct = z.discriminatedUnion('as', [flag, bits, list, symptoms, temperature, area, facts]);
export type Construct = z.infer<typeof construct>;
export type ConstructOf<A extends Construct['as']> = Extract<Construct, { as: A }>;

/** The kinds of reasons that a construct can say. */
export const kindsOf = (given: Construct): ReasonKind[] => {
  switch (given.as) {
    case 'flag':
      return Object.values(given.codes).flatMap((one) => (one ? [one.kind] : []));
    case 'list':
      return Object.values(given.codes).map(({ kind }) => kind);
    case 'bits':
      return given.bits.map(({ kind }) => kind);
    case 'symptoms':
      return ['symptom'];
    case 'temperature':
      return ['temperature'];
    case 'area':
      return ['exposure.area'];
    case 'facts':
      return typeof given.kind === 'string' ? [given.kind] : Object.values(given.kind.codes);
  }
};
