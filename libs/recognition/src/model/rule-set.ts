import { COLOURS, MEASURES, SCHEMES, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';

/** A text shown to people, in both languages. */
export const bilingual = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingual>;

/** Digest of the report of a simulation that tried these terms before they were signed. */
export const simulationDigest = z.string().regex(/^sm3:[0-9a-f]{64}$/, 'sm3: and 64 hexadecimal digits');

/** What a rule asks for: a colour of the destination's palette, a measure, and for how many days. */
export const outcome = z.strictObject({
  colour: z.enum(COLOURS),
  measure: z.enum(MEASURES),
  /** Whole days that the measure lasts; 0 for a measure that is done on the spot. */
  days: z.int().min(0).max(90),
  /**
   * Fact from which the days count (`contact.close`, …), at its latest; absent: from the decision. A rule
   * cannot hold without the fact it names here.
   */
  since: z.string().optional(),
  /**
   * Days on which the holder must check in, by a health declaration each, until the issuer ends the isolation that
   * the rule asks for: no earlier than `days` after the fact in `since`, and later for every day that was missed.
   */
  checkIns: z.int().min(1).max(90).optional(),
});
export type Outcome = z.infer<typeof outcome>;

export const rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** CertLogic over the fact document. */
  when: z.json(),
  then: outcome,
  text: bilingual,
  /** The published measure that the rule comes from. */
  basis: z.string().min(1),
  validFrom: instant,
  validTo: instant.nullable(),
});
export type Rule = z.infer<typeof rule>;

/**
 * The dated rules by which one destination colours one scheme. The same rules serve the issuer that
 * assesses its own holders and the hub that recognises others.
 */
export const ruleSet = z.strictObject({
  /** `<destination>.<scheme>`, such as `420000.domestic`. */
  id: z.string().min(1),
  version: z.int().positive(),
  destination: divisionCode,
  scheme: z.enum(SCHEMES),
  validFrom: instant,
  validTo: instant.nullable(),
  rules: z.array(rule),
  /** Holds when no rule fires. No rule is milder. */
  otherwise: outcome,
  /** Holds beside what fires when a rule cannot be settled, as far as the rule itself would ask for. */
  whenUnknown: outcome,
  /** What awaits an arrival whose code is not recognised. */
  unrecognised: z.strictObject({ measure: z.enum(MEASURES), days: z.int().min(0).max(90) }),
  basis: z.string().min(1),
  /** Rules below a province say why they are needed, and where they were published; and they have an end. */
  grounds: z.string().min(1).optional(),
  publication: z.string().min(1).optional(),
  /** `documented`: as published; `modelled`: ours, where no publication is at hand. */
  status: z.enum(['documented', 'modelled']),
  simulation: simulationDigest.optional(),
});
export type RuleSet = z.infer<typeof ruleSet>;

/** The measure of a destination that says nothing for the unrecognised. */
export const DEFAULT_UNRECOGNISED = { measure: 'central_isolation', days: 14 } as const;
