import { boundariesOf } from './boundaries.ts';
import { colour } from './colouring.ts';
import type { Coloured } from './colouring.ts';
import { factsOf } from './facts.ts';
import type { Assessed, Facts } from './facts.ts';
import type { RiskLevels } from './risk-levels.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** An assessment by an issuer's own rules, and the first instant at which time alone can change it. */
export type Assessment = Coloured & { readonly nextChangeAt: Date | null };

/** What an issuer knows of a holder: everything of a record but the colour that is to be found. */
export type Assessable = Omit<Assessed, 'colour'>;

/**
 * Colours what is known of a holder by the issuer's own rule set: the same facts and rules as a recognition.
 * Until `nextChangeAt` colour, measure and the rules that fire stay as they are; null: for good, unless
 * something new comes to be known.
 */
export const assess = (
  given: Assessable,
  ruleSet: CompiledRuleSet,
  levels: RiskLevels,
  at: Date,
): Assessment => {
  const now = colourAt(given, ruleSet, levels, at);
  const next = boundariesOf(given.reasons ?? [], ruleSet, levels, at).find(
    (boundary) => boundary.opaque || !isSame(now, colourAt(given, ruleSet, levels, new Date(boundary.at))),
  );
  return { ...now, nextChangeAt: next ? new Date(next.at) : null };
};

/** What is known of a holder as an issuer's own rules read it. */
export const factsAt = (
  given: Assessable,
  { ruleSet: { destination } }: CompiledRuleSet,
  levels: RiskLevels,
  at: Date,
): Facts => factsOf({ ...given, colour: 'green' }, { destination, purpose: 'residence', levels, at });

const colourAt = (given: Assessable, ruleSet: CompiledRuleSet, levels: RiskLevels, at: Date): Coloured =>
  colour(ruleSet, factsAt(given, ruleSet, levels, at), at);

const essence = ({ colour: painted, measure, fired, undetermined }: Coloured): string =>
  JSON.stringify([painted, measure, fired.map(({ id }) => id), undetermined]);

const isSame = (a: Coloured, b: Coloured): boolean => essence(a) === essence(b);
