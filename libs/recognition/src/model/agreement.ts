import { REASON_KINDS, SCHEMES, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { bilingual, simulationDigest } from './rule-set.ts';

/** Why a code is shown. */
export const PURPOSES = [
  'entry',
  'residence',
  'work',
  'venue',
  'transport',
  'medical',
  'point_to_point',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** By showing (亮码) the foreign code is looked at as it is; by converting (转码) it becomes one's own. */
export const RECOGNITION_MODES = ['showing', 'converting'] as const;
export type RecognitionMode = (typeof RECOGNITION_MODES)[number];

/** A rule set of the destination, or of a place around it, at least as new as its parties have seen. */
export const namedRuleSet = z.strictObject({ id: z.string().min(1), minVersion: z.int().positive() });

export const clause = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Issuers whose codes are accepted. A province covers its sub-issuers unless the clause names them. */
  from: z.array(divisionCode).min(1),
  scheme: z.enum(SCHEMES).optional(),
  /** Where it holds: a province, a city or a county, and all that lies within. */
  destination: divisionCode,
  modes: z.array(z.enum(RECOGNITION_MODES)).min(1),
  /** Absent: every purpose. */
  purposes: z.array(z.enum(PURPOSES)).min(1).optional(),
  /** Absent: every kind. A record with a reason of another kind is not recognised under the clause. */
  reasons: z.array(z.enum(REASON_KINDS)).optional(),
  /** Rules under which the codes are judged; absent: those that the destination has when it is asked. */
  ruleSet: namedRuleSet.optional(),
  validFrom: instant,
  validTo: instant.nullable(),
  /** By when its parties look at it again. */
  reviewBy: instant.nullable().optional(),
  /** Oldest source data taken, in seconds since the issuer's feed was last known complete. */
  maxSourceAgeSeconds: z.int().positive().optional(),
  /** Oldest risk data taken, in seconds. */
  maxRiskAgeSeconds: z.int().positive().optional(),
  /** The course past a ceiling. */
  whenStale: z.enum(['unavailable', 'not_recognised']).default('unavailable'),
});
export type Clause = z.infer<typeof clause>;

export const AGREEMENT_STATES = ['in_force', 'suspended', 'ended'] as const;

/** One version of an agreement between authorities, in force by its own dates. */
export const agreement = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.int().positive(),
  title: bilingual,
  /** Members or sub-provincial authorities within their own territory. */
  parties: z.array(divisionCode).min(1),
  state: z.enum(AGREEMENT_STATES),
  /** Who suspended it, one authority or several; binds everyone under them. Absent: everyone. */
  suspendedBy: divisionCode.or(z.array(divisionCode).min(1)).optional(),
  validFrom: instant,
  validTo: instant.nullable(),
  clauses: z.array(clause).min(1),
  basis: z.string().min(1),
  simulation: simulationDigest.optional(),
});
export type Agreement = z.infer<typeof agreement>;
