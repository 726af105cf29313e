import {
  ADVICE,
  COLOURS,
  MEASURES,
  REASON_KINDS,
  RESULTS,
  SCHEMES,
  divisionCode,
  instant,
} from '@huren/standard';
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

/** A fact of the record, without what it says of its holder. */
export const factUsed = z.strictObject({
  kind: z.enum(REASON_KINDS),
  issuer: divisionCode,
  observedAt: instant,
});

export type FactUsed = z.infer<typeof factUsed>;

/**
 * Minimal sets of `facts`, by their places in the list, each of which is enough for the answer, whatever becomes of the
 * other facts. The empty set: it rests on no fact.
 */
export const sufficient = z.strictObject({
  sets: z.array(z.array(z.int().min(0))).min(1),
  /** False where there were too many facts to name every set: then one stands for all. */
  complete: z.boolean(),
});

export const decisionBasis = z.strictObject({
  agreement: z.strictObject({ id: z.string(), version: z.int().positive(), clause: z.string() }).nullable(),
  ruleSet: z.strictObject({ id: z.string(), version: z.int().positive() }).nullable(),
  /** Rules that fired. */
  rules: z.array(z.string()),
  /** Rules that could not be settled, with the paths that were unknown. */
  undetermined: z.array(z.strictObject({ rule: z.string(), missing: z.array(z.string()) })),
  riskVersion: z.string().nullable(),
  /** Since the levels were last known complete; null where nobody told of any. This and what follows: since engine 2. */
  riskAgeSeconds: z.number().min(0).nullable().optional(),
  /** Facts that the answer rests on: read by a rule that holds, or named in `sufficient`. */
  facts: z.array(factUsed).optional(),
  sufficient: sufficient.optional(),
});
export type DecisionBasis = z.infer<typeof decisionBasis>;

/**
 * Why an answer will change by itself: the code lapses; a clause, an agreement (or a version of it), a rule set or a
 * rule begins or ends; the issuer's data or the risk levels become older than the clause allows; a fact ends or passes
 * an age that a rule reads; a measure is over, or its end begins to move. `unforeseen`: it stands so far, and was not
 * looked into beyond.
 */
export const CHANGES = [
  'code_lapses',
  'clause_begins',
  'clause_ends',
  'agreement_begins',
  'agreement_ends',
  'rule_set_begins',
  'rule_set_ends',
  'rule_begins',
  'rule_ends',
  'source_stale',
  'risk_stale',
  'fact_ends',
  'fact_ages',
  'measure_ends',
  'unforeseen',
] as const;
export type Change = (typeof CHANGES)[number];

/** The first whole second at which a question is answered otherwise although nothing has happened, and why. */
export const nextChange = z.strictObject({ at: instant, why: z.enum(CHANGES) });
export type NextChange = z.infer<typeof nextChange>;

/** Why a code that was looked at is not recognised. */
export const REFUSALS = [
  'no_agreement',
  'agreement_suspended',
  'agreement_altered',
  'no_rule_set',
  'rule_set_altered',
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
  /** Null where time alone changes nothing; absent in decisions of engine 1. */
  next: nextChange.nullable().optional(),
  explanation: bilingual,
  engine: z.string(),
});
export type Decision = z.infer<typeof decision>;
