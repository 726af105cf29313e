import { z } from 'zod';
import { divisionCode } from './identifiers.ts';
import { instant } from './times.ts';

export const RISK_LEVELS = ['low', 'medium', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const SYMPTOMS = [
  'fever',
  'cough',
  'fatigue',
  'dyspnoea',
  'vomiting_diarrhoea',
  'palpitation_chest',
  'conjunctivitis',
  'other',
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

/** How the issuer knows. `unstated` where a record handed in does not say. */
export const EVIDENCE = [
  'investigation',
  'laboratory',
  'measurement',
  'declaration',
  'itinerary',
  'register',
  'order',
  'unstated',
] as const;

/** Lawful grounds of a colour given by hand. */
export const MANUAL_GROUNDS = [
  'court_order',
  'quarantine_order',
  'medical_order',
  'correction_upheld',
] as const;

const common = {
  issuer: divisionCode,
  evidence: z.enum(EVIDENCE),
  observedAt: instant,
  expiresAt: instant.optional(),
};

const reasonOf = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...common, ...shape });

const level = z.enum(RISK_LEVELS);
const place = { division: divisionCode.optional() };

/** The closed list of reasons for a colour, each with the fields that it needs. */
export const reason = z.discriminatedUnion('kind', [
  reasonOf('case.confirmed', place),
  reasonOf('case.suspected', place),
  reasonOf('case.asymptomatic', place),
  reasonOf('case.recovered', place),
  reasonOf('contact.close', place),
  reasonOf('contact.secondary', place),
  reasonOf('exposure.area', { division: divisionCode, level }),
  reasonOf('exposure.abroad', { country: z.string().regex(/^[A-Z]{3}$/, 'three letters of GB/T 2659') }),
  reasonOf('symptom', { symptoms: z.array(z.enum(SYMPTOMS)).min(1) }),
  reasonOf('temperature', { tenths: z.int().min(300).max(450) }),
  reasonOf('test.nucleic', { result: z.enum(['negative', 'positive']) }),
  reasonOf('isolation', { status: z.enum(['ordered', 'in_progress', 'completed']), ...place }),
  reasonOf('declaration.missing', {}),
  z.strictObject({
    kind: z.literal('manual'),
    ...common,
    expiresAt: instant,
    grounds: z.enum(MANUAL_GROUNDS),
    approvedBy: z
      .tuple([z.string().min(1), z.string().min(1)])
      .refine(([first, second]) => first !== second, 'two different people'),
  }),
]);
export type Reason = z.infer<typeof reason>;
export type ReasonKind = Reason['kind'];

export const REASON_KINDS = reason.options.map((option) => option.shape.kind.value) as ReasonKind[];

/** Relief makes an outcome milder, and only inside the rules that it relieves. All else is adverse. */
export const isRelief = (given: Reason): boolean =>
  given.kind === 'case.recovered' ||
  (given.kind === 'test.nucleic' && given.result === 'negative') ||
  (given.kind === 'isolation' && given.status === 'completed');
