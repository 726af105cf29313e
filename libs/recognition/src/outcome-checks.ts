import type { CompiledRule } from '@huren/rules';
import { compareColours, compareMeasures, hasColour } from '@huren/standard';
import { ABSENT, FACT_PATHS, OCCURRENCE_NAMES } from './fact-document.ts';
import type { Outcome, Rule, RuleSet } from './model/rule-set.ts';
import type { AdmissionError } from './rule-set-admission.ts';

/** A rule set paints in the colours of its scheme. */
export const colourErrors = (rule: string, { scheme }: RuleSet, { colour }: Outcome): AdmissionError[] =>
  hasColour(scheme, colour)
    ? []
    : [{ rule, path: 'colour', message: `${colour} is no colour of the ${scheme} scheme` }];

/** Without a rule there is no fact from which days and check-ins could count. */
export const undated = (rule: string, outcome: Outcome): AdmissionError[] =>
  (['since', 'checkIns'] as const)
    .filter((path) => outcome[path] !== undefined)
    .map((path) => ({
      rule,
      path,
      message: 'no fact stands behind it: its days count from the decision',
    }));

const ISOLATION = ['isolation.in_progress', 'isolation.completed'];

/** Check-ins count from a fact, and tell by the reason `isolation` whether they were made: the rule must read it. */
export const checkInErrors = ({ id, then }: Rule, occurrences: readonly string[]): AdmissionError[] => {
  if (then.checkIns === undefined) return [];
  const error = (message: string): AdmissionError => ({ rule: id, path: 'checkIns', message });
  return [
    ...(then.since === undefined ? [error('count from a fact: the rule names none in `since`')] : []),
    ...ISOLATION.filter((name) => !occurrences.includes(name)).map((name) =>
      error(`are told by facts.${name}, which the rule does not read`),
    ),
  ];
};

/** Whether a rule does not hold without an occurrence, whatever else is the case. */
const needs = (compiled: CompiledRule, occurrence: string): boolean => {
  const others = [...FACT_PATHS].filter((path) => !path.startsWith(`facts.${occurrence}.`));
  const result = compiled.evaluate({ facts: ABSENT }, others);
  return 'value' in result && !result.value;
};

/**
 * Days count from a fact without which the rule does not hold. Otherwise they would count from the decision
 * until the fact came to be known, and from an earlier time from then on.
 */
export const sinceErrors = (rule: Rule, compiled: CompiledRule): AdmissionError[] => {
  const { since } = rule.then;
  if (since === undefined) return [];
  const error = (message: string): AdmissionError[] => [{ rule: rule.id, path: 'since', message }];
  if (!OCCURRENCE_NAMES.has(since)) return error(`${since} is no occurrence of the fact document`);
  return needs(compiled, since) ? [] : error(`the rule can hold without ${since}`);
};

/** The fields in which a rule's outcome is milder than what holds when no rule fires. */
export const milderThanOtherwise = ({ id, then }: Rule, { otherwise }: RuleSet): AdmissionError[] => {
  const endsEarlier = then.days < otherwise.days || (then.since !== undefined && otherwise.days > 0);
  const milder = [
    ...(compareColours(then.colour, otherwise.colour) < 0 ? ['colour'] : []),
    ...(compareMeasures(then.measure, otherwise.measure) < 0 ? ['measure'] : []),
    ...(endsEarlier ? ['days'] : []),
  ];
  return milder.map((path) => ({ rule: id, path, message: 'is milder than what holds when no rule fires' }));
};
