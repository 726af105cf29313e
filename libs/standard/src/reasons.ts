import { z } from 'zod';
import { country } from './countries/countries.ts';
import { divisionCode } from './identifiers.ts';
import { normaliseOperator } from './operators.ts';
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
  issuer: divisionCode.meta({ description: 'The division that stated the fact, and corrects it.' }),
  evidence: z.enum(EVIDENCE).meta({ description: 'How the issuer knows.' }),
  observedAt: instant.meta({ description: 'When the fact was last observed.' }),
  expiresAt: instant.optional().meta({ description: 'When the fact ends. Later than observedAt.' }),
};

type Ends = { readonly observedAt: string; readonly expiresAt?: string };

const endsLater = (given: object): boolean => {
  const { observedAt, expiresAt } = given as Ends;
  return expiresAt === undefined || Date.parse(expiresAt) > Date.parse(observedAt);
};
const LATER = { path: ['expiresAt'], error: 'is later than observedAt' };

const reasonOf = <K extends string, S extends z.ZodRawShape>(kind: K, title: string, shape: S) =>
  z
    .strictObject({ kind: z.literal(kind), ...common, ...shape })
    .refine(endsLater, LATER)
    .meta({ title });

const level = z.enum(RISK_LEVELS).meta({ description: 'Risk level of the area, as the issuer knew it.' });
const place = { division: divisionCode.optional().meta({ description: 'Where it was.' }) };
const symptoms = z.array(z.enum(SYMPTOMS)).min(1);
const tenths = z
  .int()
  .min(300)
  .max(450)
  .meta({ description: 'Body temperature in tenths of a degree Celsius.' });

/** Two different people who approved a colour given by hand. */
const approvedBy = z
  .tuple([z.string().min(1), z.string().min(1)])
  .refine(([first, second]) => normaliseOperator(first) !== normaliseOperator(second), 'two different people')
  .meta({ description: 'Two different people.', uniqueItems: true });

const manual = z
  .strictObject({
    kind: z.literal('manual'),
    ...common,
    expiresAt: instant.meta({ description: 'When it ends, which it must. Later than observedAt.' }),
    grounds: z.enum(MANUAL_GROUNDS),
    approvedBy,
  })
  .refine(endsLater, LATER)
  .meta({ title: 'Colour given by hand on lawful grounds (人工赋码)' });

/** The closed list of reasons for a colour, each with the fields that it needs. */
export const reason = z
  .discriminatedUnion('kind', [
    reasonOf('case.confirmed', 'Confirmed case (确诊病例)', place),
    reasonOf('case.suspected', 'Suspected case (疑似病例)', place),
    reasonOf('case.asymptomatic', 'Asymptomatic infection (无症状感染者)', place),
    reasonOf('case.recovered', 'Recovered case (治愈病例)', place),
    reasonOf('contact.close', 'Close contact (密切接触者)', place),
    reasonOf('contact.secondary', 'Contact of a close contact (次密接)', place),
    reasonOf('exposure.area', 'Stay in an area (地区旅居史)', { division: divisionCode, level }),
    reasonOf('exposure.abroad', 'Stay abroad (境外旅居史)', { country }),
    reasonOf('symptom', 'Symptoms (症状)', { symptoms }),
    reasonOf('temperature', 'Body temperature (体温)', { tenths }),
    reasonOf('test.nucleic', 'Nucleic acid test (核酸检测)', { result: z.enum(['negative', 'positive']) }),
    reasonOf('isolation', 'Isolation (隔离)', {
      status: z.enum(['ordered', 'in_progress', 'completed']),
      ...place,
    }),
    reasonOf('declaration.missing', 'Declaration missing (未申报)', {}),
    manual,
  ])
  .meta({
    title: 'Reason (赋码原因)',
    description:
      'Why a code has its colour: one of a closed list of kinds. Not in this schema: expiresAt is later than observedAt; divisions are of GB/T 2260 at the time observed.',
  });
export type Reason = z.infer<typeof reason>;
export type ReasonKind = Reason['kind'];

export const REASON_KINDS = reason.options.map((option) => option.shape.kind.value) as ReasonKind[];

/**
 * Relief makes an outcome milder, and only inside the rules that it relieves. All else is adverse, a recovery too: who
 * recovered was a case, and is observed for some time.
 */
export const isRelief = (given: Reason): boolean =>
  (given.kind === 'test.nucleic' && given.result === 'negative') ||
  (given.kind === 'isolation' && given.status === 'completed');
