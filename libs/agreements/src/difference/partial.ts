import { colour } from '@huren/recognition';
import type { AdmittedRule, CompiledRuleSet, Facts } from '@huren/recognition';
import type { Assignment } from './assignment.ts';
import type { Domain, Variable } from './domain.ts';
import { kindOf } from './domain.ts';

/** What a rule set makes of a situation. */
export type Verdict = Pick<ReturnType<typeof colour>, 'colour' | 'measure' | 'measureUntil'>;

export const verdictOf = (set: CompiledRuleSet, facts: Facts, at: Date): Verdict => {
  const { colour: painted, measure, measureUntil } = colour(set, facts, at);
  return { colour: painted, measure, measureUntil };
};

export const isSame = (a: Verdict, b: Verdict): boolean =>
  a.colour === b.colour && a.measure === b.measure && a.measureUntil?.getTime() === b.measureUntil?.getTime();

/** A rule with the variables that it reads, and the one from whose age its days count. */
export type Watched = {
  readonly rule: AdmittedRule;
  readonly reads: readonly Variable[];
  readonly since: Variable | undefined;
};

export const watch = (rule: AdmittedRule, { variables }: Domain): Watched => {
  const kinds = rule.occurrences.flatMap((name) => kindOf(name) ?? []);
  const reads = variables.filter(
    ({ id, paths }) =>
      paths.some((path) => rule.compiled.reads.includes(path)) ||
      kinds.some((kind) => id === `covers.${kind}`),
  );
  const { since, days } = rule.rule.then;
  return { rule, reads, since: days > 0 ? variables.find(({ id }) => id === since) : undefined };
};

const isTrue = (rule: AdmittedRule, facts: Facts, unknown: readonly string[]): boolean => {
  const result = rule.compiled.evaluate(facts.document, unknown);
  return 'value' in result && Boolean(result.value);
};
const isFalse = (rule: AdmittedRule, facts: Facts, unknown: readonly string[]): boolean => {
  const result = rule.compiled.evaluate(facts.document, unknown);
  return 'value' in result && !result.value;
};

const kindsOpen = (open: readonly Variable[], { occurrences }: AdmittedRule): string[] =>
  occurrences
    .filter((name) => open.some(({ id }) => id === `covers.${kindOf(name) ?? ''}`))
    .map((name) => `facts.${name}`);

/** The variables on which it still depends whether, or until when, a rule holds; none where that is settled. */
export const openOf = (
  { rule, reads, since }: Watched,
  given: Assignment,
  facts: Facts,
): readonly Variable[] => {
  const open = reads.filter(({ id }) => !given.has(id));
  const unsaid = open.flatMap(({ paths }) => paths);
  if (isTrue(rule, facts, unsaid)) return since && !given.has(since.id) ? [since] : [];
  return isFalse(rule, facts, [...unsaid, ...facts.unseen.paths, ...kindsOpen(open, rule)]) ? [] : open;
};

/** Whether a rule holds as far as a situation goes, or cannot be settled for what nobody looked into. */
export const mayHold = (rule: AdmittedRule, facts: Facts): boolean =>
  !isFalse(rule, facts, facts.unseen.paths);
