import { chinaTime } from '@huren/standard';
import type { Reason } from '@huren/standard';
import type { Case } from './case.ts';
import { colour } from './colouring.ts';
import type { Coloured } from './colouring.ts';
import { isReliefPath } from './fact-document.ts';
import { factsOf, occurrencesOf, reasonsInForce } from './facts.ts';
import type { Finding } from './finding.ts';
import { atLeastCourse } from './judge.ts';
import type { Judged } from './judge.ts';
import type { DecisionBasis } from './model/decision.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import { sufficientSets, withOneOf } from './sufficient-sets.ts';
import type { SufficientSets } from './sufficient-sets.ts';

/** The facts of a decision, and which of them are enough. */
export type FactsUsedIn = Required<Pick<DecisionBasis, 'facts' | 'sufficient'>>;

/** Where an answer rests on no fact, or on no more of a code than its colour. */
export const NO_FACTS: FactsUsedIn = { facts: [], sufficient: { sets: [[]], complete: true } };

/** In an order of their own, so that the same facts are named alike in whatever order they came. */
const inOrder = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.length < 2
    ? reasons
    : reasons
        .map((reason) => ({ reason, key: `${reason.kind} ${reason.observedAt} ${JSON.stringify(reason)}` }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ reason }) => reason);

const wordOf = ({ colour: painted, measure, measureUntil }: Partial<Coloured>): string =>
  `${painted} ${measure} ${measureUntil?.getTime()}`;

const isRelief = (reason: Reason, { levels }: Case): boolean =>
  occurrencesOf(reason, levels).some((name) => isReliefPath(`facts.${name}`));

const setsFor = (
  given: Case,
  judged: Judged,
  finding: Finding,
  ruleSet: CompiledRuleSet,
  reasons: readonly Reason[],
): SufficientSets => {
  const { question, levels, at, shown, chosen } = given;
  const context = { destination: question.destination, purpose: question.purpose, levels, at };
  const isRecognised = finding.result === 'recognised';
  const resultOf = (kept: readonly Reason[]): string => {
    const found = colour(ruleSet, factsOf({ ...shown.record, reasons: [...kept] }, context), at);
    return wordOf(isRecognised ? found : atLeastCourse(given, found));
  };
  const [relief, adverse] = [true, false].map((sort) =>
    reasons.filter((reason) => isRelief(reason, given) === sort),
  ) as [Reason[], Reason[]];
  const sets = sufficientSets({ adverse, relief }, resultOf, wordOf(finding));
  const accepted = chosen?.clause.reasons ?? [];
  return isRecognised
    ? sets
    : withOneOf(
        sets,
        reasons.filter(({ kind }) => !accepted.includes(kind)),
      );
};

/** The facts of a record that its answer rests on: named in a sufficient set, or read by a rule that holds. */
export const factsUsedIn = (given: Case, judged: Judged): FactsUsedIn => {
  const { shown, ruleSet, levels, at } = given;
  if (judged.kind === 'failed' || judged.facts.length === 0 || !ruleSet) return NO_FACTS;
  const reasons = inOrder(reasonsInForce(shown.record.reasons ?? [], at));
  if (reasons.length === 0) return NO_FACTS;
  const { finding } = judged;
  const { sets, complete } = setsFor(given, judged, finding, ruleSet, reasons);
  const read = new Set(
    ruleSet.rules.flatMap(({ rule, occurrences }) => (finding.fired.includes(rule) ? occurrences : [])),
  );
  const named = new Set(sets.flat());
  const used = reasons.filter(
    (reason) => named.has(reason) || occurrencesOf(reason, levels).some((name) => read.has(name)),
  );
  return {
    facts: used.map(({ kind, issuer, observedAt }) => ({
      kind,
      issuer,
      observedAt: chinaTime(new Date(observedAt)),
    })),
    sufficient: {
      sets: sets.map((set) => set.map((reason) => used.indexOf(reason)).sort((a, b) => a - b)),
      complete,
    },
  };
};
