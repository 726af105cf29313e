import { colour, remembering, strictest } from '@huren/recognition';
import type { AdmittedRule, Coloured, CompiledRuleSet, Facts, Outcome } from '@huren/recognition';
import { MEASURES, PALETTES, compareColours, compareMeasures } from '@huren/standard';
import { readerOf } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { kindOf } from './domain.ts';
import type { Domain, Variable } from './domain.ts';
import type { Verdict } from './kinds.ts';
import { factsOfSituation } from './situation.ts';
import type { Situation } from './situation.ts';

/** A situation that is looked at, and what of it was said. */
export type Look = { readonly given: Assignment; readonly situation: Situation; facts(): Facts };

export const lookAt = (given: Assignment, situation: Situation, at: Date): Look => {
  let facts: Facts | undefined;
  return { given, situation, facts: () => (facts ??= factsOfSituation(situation, at)) };
};

/** Whether a rule holds whatever is not said yet. */
type Standing = 'holds' | 'fails' | 'depends';

/** A rule with the variables that it reads, and the one from whose age its days count. */
export type Watched = {
  readonly rule: AdmittedRule;
  readonly reads: readonly Variable[];
  readonly since: Variable | undefined;
  /** What it may ask for: where it holds, and where it is open because nobody looked. */
  readonly outcomes: readonly [Outcome, Outcome];
  standingIn(look: Look): Standing;
  /** What it alone makes of a situation as it stands. */
  colouredIn(look: Look): Coloured;
};

const readsOf = (rule: AdmittedRule, { variables }: Domain): Variable[] => {
  const kinds = rule.occurrences.flatMap((name) => kindOf(name) ?? []);
  return variables.filter(
    ({ id, paths }) =>
      paths.some((path) => rule.compiled.reads.includes(path)) ||
      kinds.some((kind) => id === `covers.${kind}`),
  );
};

const kindsOpen = (open: readonly Variable[], { occurrences }: AdmittedRule): string[] =>
  occurrences
    .filter((name) => open.some(({ id }) => id === `covers.${kindOf(name) ?? ''}`))
    .map((name) => `facts.${name}`);

const standingOf = (rule: AdmittedRule, open: readonly Variable[], facts: Facts): Standing => {
  const valueWithout = (unknown: readonly string[]): boolean | undefined => {
    const result = rule.compiled.evaluate(facts.document, unknown);
    return 'value' in result ? Boolean(result.value) : undefined;
  };
  const unsaid = open.flatMap(({ paths }) => paths);
  if (valueWithout(unsaid) === true) return 'holds';
  const unseen = [...unsaid, ...facts.unseen.paths, ...kindsOpen(open, rule)];
  return valueWithout(unseen) === false ? 'fails' : 'depends';
};

const whenOpen = ({ then }: AdmittedRule['rule'], { whenUnknown }: CompiledRuleSet['ruleSet']): Outcome => ({
  colour: compareColours(whenUnknown.colour, then.colour) < 0 ? whenUnknown.colour : then.colour,
  measure: compareMeasures(whenUnknown.measure, then.measure) < 0 ? whenUnknown.measure : then.measure,
  days: then.since === undefined ? Math.min(whenUnknown.days, then.days) : 0,
});

/** The rule alone, in a set that asks for nothing without it. */
const alone = (rule: AdmittedRule, { ruleSet }: CompiledRuleSet): CompiledRuleSet => ({
  ruleSet: { ...ruleSet, otherwise: { colour: PALETTES[ruleSet.scheme][0], measure: MEASURES[0], days: 0 } },
  rules: [rule],
});

/**
 * Watches a rule of a set at an instant. It comes to the same wherever what it reads is the same: of the many situations
 * that differ in something else it is worked out once.
 */
export const watch = (rule: AdmittedRule, set: CompiledRuleSet, domain: Domain, at: Date): Watched => {
  const reads = readsOf(rule, domain);
  const { since, days } = rule.rule.then;
  const readers = [...reads.map(({ id }) => id), ...(since ? [since] : [])].map(readerOf);
  const [standings, colourings] = [remembering<Standing>(), remembering<Coloured>()];
  const only = alone(rule, set);
  return {
    rule,
    reads,
    since: days > 0 ? domain.variables.find(({ id }) => id === since) : undefined,
    outcomes: [rule.rule.then, whenOpen(rule.rule, set.ruleSet)],
    standingIn: ({ given, situation, facts }) =>
      standings(
        reads.map(({ id }, place) => (given.has(id) ? readers[place]?.(situation) : '?')).join(),
        () => standingOf(rule, unsaidOf(reads, given), facts()),
      ),
    colouredIn: ({ situation, facts }) =>
      colourings(readers.map((read) => read(situation)).join(), () => colour(only, facts(), at)),
  };
};

const NONE: readonly Variable[] = [];

const unsaidOf = (reads: readonly Variable[], given: Assignment): readonly Variable[] =>
  reads.filter(({ id }) => !given.has(id));

/** The variables on which it still depends whether, or until when, a rule holds; none where that is settled. */
export const openOf = (watched: Watched, look: Look): readonly Variable[] => {
  const { reads, since } = watched;
  const start = since && !look.given.has(since.id) ? [since] : NONE;
  const open = unsaidOf(reads, look.given);
  if (open.length === 0 && start.length === 0) return NONE;
  switch (watched.standingIn(look)) {
    case 'holds':
      return start;
    case 'fails':
      return NONE;
    default:
      return open;
  }
};

/** Whether a rule holds as far as a situation goes, or cannot be settled for what nobody looked into. */
export const mayHold = (watched: Watched, look: Look): boolean =>
  watched.colouredIn(look).settled[0] !== false;

/** A rule set of which some rules are looked at. */
export type Side = {
  readonly rules: readonly Watched[];
  /** What it asks for where none of them holds. */
  otherwiseIn(look: Look): Coloured;
};

/** A rule set with all its rules. */
export const sideOf = ({ ruleSet }: CompiledRuleSet, rules: readonly Watched[], at: Date): Side => {
  let otherwise: Coloured | undefined;
  return {
    rules,
    otherwiseIn: ({ facts }) => (otherwise ??= colour({ ruleSet, rules: [] }, facts(), at)),
  };
};

/** What these rules of a set make of a situation: the strictest of those that hold or are open. */
export const verdictOf = ({ rules, otherwiseIn }: Side, look: Look, at: Date): Verdict => {
  const coloured = rules.map((rule) => rule.colouredIn(look)).filter(({ settled: [came] }) => came !== false);
  const isHeld = coloured.some(({ settled: [came] }) => came === true);
  const [first, ...rest] = isHeld ? coloured : [otherwiseIn(look), ...coloured];
  const { colour: painted, measure, measureUntil } = strictest(at, first as Coloured, ...rest);
  return { colour: painted, measure, measureUntil };
};
