import { COLOURS, RISK_LEVELS, SCHEMES, SYMPTOMS, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { factTree } from './fact-tree.ts';
import { PURPOSES } from './model/agreement.ts';

/** Days and hours since something that never was: "within 14 days" needs no guard. */
export const NEVER = { present: false, days: 36_500, hours: 876_000 } as const;

/** Whether there was an observation of a kind, and whole days and hours since the latest. */
export const occurrence = z.strictObject({
  present: z.boolean(),
  days: z.int().min(0),
  hours: z.int().min(0),
});
export type Occurrence = z.infer<typeof occurrence>;

const occurrences = <K extends string>(...names: readonly K[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, occurrence])) as Record<K, typeof occurrence>);

/** What a rule reads. All numbers are integers. */
export const factDocument = z.strictObject({
  at: instant,
  source: z.strictObject({
    issuer: divisionCode,
    province: divisionCode,
    scheme: z.enum(SCHEMES),
    colour: z.enum(COLOURS),
    bareColour: z.boolean(),
  }),
  destination: z.strictObject({ division: divisionCode, province: divisionCode }),
  purpose: z.enum(PURPOSES),
  facts: z.strictObject({
    case: occurrences('confirmed', 'suspected', 'asymptomatic', 'recovered'),
    contact: occurrences('close', 'secondary'),
    /** Each level means "at least": a stay in a high-risk county stands under all three. */
    exposure: z.strictObject({ area: occurrences(...RISK_LEVELS), abroad: occurrence }),
    symptom: occurrences('any', ...SYMPTOMS),
    temperature: occurrence.extend({ tenths: z.int().min(0) }),
    test: z.strictObject({ nucleic: occurrences('negative', 'positive') }),
    isolation: occurrences('ordered', 'in_progress', 'completed'),
    declaration: occurrences('missing'),
    manual: occurrence,
  }),
});
export type FactDocument = z.infer<typeof factDocument>;

/** Facts that can make an outcome milder, and only inside the rules that read them. */
export const RELIEF_PATHS = ['test.nucleic.negative', 'isolation.completed'] as const;

/** Whether a path of the fact document is relief, or lies in it. */
export const isReliefPath = (path: string): boolean =>
  RELIEF_PATHS.some((relief) => path === `facts.${relief}` || path.startsWith(`facts.${relief}.`));

const leaves = (schema: z.ZodType, path: string): string[] =>
  schema instanceof z.ZodObject
    ? Object.entries(schema.shape).flatMap(([name, field]) =>
        leaves(field as z.ZodType, path ? `${path}.${name}` : name),
      )
    : [path];

/** The JSON Schema (draft 2020-12) of the fact document, for whoever evaluates rules in another language. */
export const factDocumentJsonSchema = (): object => ({
  title: 'Fact document',
  description:
    'What a rule reads: derived from record, clause, risk levels and time. All numbers are integers.',
  ...z.toJSONSchema(factDocument, { io: 'input' }),
});

/** Every path of the fact document. */
export const FACT_PATHS: ReadonlySet<string> = new Set(leaves(factDocument, ''));

/** The facts of somebody of whom nothing is the case. */
export const ABSENT: FactDocument['facts'] = factTree(() => ({ ...NEVER }), 0);

/** Names that an outcome's days may count from: the occurrences below `facts`. */
export const OCCURRENCE_NAMES: ReadonlySet<string> = new Set(
  [...FACT_PATHS]
    .filter((path) => path.endsWith('.present'))
    .map((path) => path.slice('facts.'.length, -'.present'.length)),
);

/** The occurrence that a path lies in, or undefined for a path beside the facts. */
export const occurrenceOf = (path: string): string | undefined =>
  path.startsWith('facts.') ? path.slice('facts.'.length, path.lastIndexOf('.')) : undefined;
