import { ADVICE, COLOURS, MEASURES, RESULTS, SCHEMES, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { PURPOSES, RECOGNITION_MODES } from './agreement.ts';
import { bilingual } from './rule-set.ts';

/** How the source was verified: by the handle's MAC, an offline signature, the issuer itself, or not at all. */
export const VERIFICATIONS = ['mac', 'signature', 'issuer', 'none'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

/** The three paths of March 2020: shared data, conversion through the hub, the national code. */
export const PATHS = [1, 2, 3] as const;
export type Path = (typeof PATHS)[number];

export const decisionSource = z.strictObject({
  issuer: divisionCode,
  scheme: z.enum(SCHEMES),
  colour: z.enum(COLOURS),
  version: z.int().positive(),
  observedAt: instant,
  /** Since the issuer's feed was last known complete. */
  ageSeconds: z.int().min(0),
  verified: z.enum(VERIFICATIONS),
  bareColour: z.boolean(),
});

export const decisionBasis = z.strictObject({
  agreement: z.strictObject({ id: z.string(), version: z.int().positive(), clause: z.string() }).nullable(),
  ruleSet: z.strictObject({ id: z.string(), version: z.int().positive() }).nullable(),
  /** Rules that fired. */
  rules: z.array(z.string()),
  /** Rules that could not be settled, with the paths that were unknown. */
  undetermined: z.array(z.strictObject({ rule: z.string(), missing: z.array(z.string()) })),
  riskVersion: z.string().nullable(),
});

/** Why a code that was looked at is not recognised. */
export const REFUSALS = [
  'no_agreement',
  'agreement_suspended',
  'no_rule_set',
  'stale_source',
  'stale_risk',
  'reason_not_covered',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What the hub, or a path-1 province, answers to "may this code's holder come in here?" */
export const decision = z.strictObject({
  decisionId: z.string().min(1),
  at: instant,
  result: z.enum(RESULTS),
  /** In the destination's palette; only with `recognised`. */
  colour: z.enum(COLOURS).optional(),
  /** With `recognised` and `not_recognised`. */
  measure: z.enum(MEASURES).optional(),
  measureUntil: instant.nullable(),
  /** With the other results. */
  advice: z.enum(Object.values(ADVICE)).optional(),
  /** Why a code failed verification (`altered`, …) or, one of `REFUSALS`, is not recognised. */
  fault: z.string().optional(),
  source: decisionSource.nullable(),
  destination: divisionCode,
  purpose: z.enum(PURPOSES),
  mode: z.enum(RECOGNITION_MODES),
  path: z.literal(PATHS),
  basis: decisionBasis,
  explanation: bilingual,
  engine: z.string(),
});
export type Decision = z.infer<typeof decision>;
