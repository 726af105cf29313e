import { DAY_MS, HOUR_MS } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { colour } from './colouring.ts';
import type { Coloured } from './colouring.ts';
import { factsOf } from './facts.ts';
import type { Assessed } from './facts.ts';
import type { RiskLevels } from './risk-levels.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** An assessment by an issuer's own rules, and the first instant at which time alone changes it. */
export type Assessment = Coloured & { readonly nextChangeAt: Date | null };

/** What an issuer knows of a holder: everything of a record but the colour that is to be found. */
export type Assessable = Omit<Assessed, 'colour'>;

/** Colours what is known of a holder by the issuer's own rule set. The same facts and rules as a recognition. */
export const assess = (
  given: Assessable,
  ruleSet: CompiledRuleSet,
  levels: RiskLevels,
  at: Date,
): Assessment => {
  const now = colourAt(given, ruleSet, levels, at);
  const changes = boundaries(given, ruleSet, at).find(
    (next) => colourAt(given, ruleSet, levels, new Date(next)).colour !== now.colour,
  );
  return { ...now, nextChangeAt: changes === undefined ? null : new Date(changes) };
};

const colourAt = (given: Assessable, ruleSet: CompiledRuleSet, levels: RiskLevels, at: Date): Coloured => {
  const destination: DivisionCode = ruleSet.ruleSet.destination;
  const record = { ...given, colour: 'green' as const };
  return colour(ruleSet, factsOf(record, { destination, purpose: 'residence', levels, at }), at);
};

/** Instants after `at` at which a fact ends or its age in whole days or hours passes a number in a rule. */
const boundaries = (given: Assessable, { rules }: CompiledRuleSet, at: Date): number[] => {
  const numbers = new Set(rules.flatMap(({ rule }) => integersIn(rule.when)).flatMap((n) => [n, n + 1]));
  const dates = rules.flatMap(({ rule }) => [rule.validFrom, ...(rule.validTo ? [rule.validTo] : [])]);
  const ages = (given.reasons ?? []).flatMap(({ observedAt, expiresAt }) => [
    ...(expiresAt ? [Date.parse(expiresAt)] : []),
    ...[...numbers].flatMap((n) => [n * DAY_MS, n * HOUR_MS]).map((age) => Date.parse(observedAt) + age),
  ]);
  return [...new Set([...dates.map((date) => Date.parse(date)), ...ages])]
    .filter((instant) => instant > at.getTime())
    .sort((a, b) => a - b);
};

const integersIn = (expression: unknown): number[] => {
  if (typeof expression === 'number') return [expression];
  return typeof expression === 'object' && expression !== null
    ? Object.values(expression).flatMap(integersIn)
    : [];
};
