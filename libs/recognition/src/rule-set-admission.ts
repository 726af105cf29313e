import { MalformedRule, compileRule, polarityOf } from '@huren/rules';
import type { CompiledRule } from '@huren/rules';
import { hasColour } from '@huren/standard';
import { FACT_PATHS, OCCURRENCE_NAMES, isReliefPath } from './fact-document.ts';
import type { Outcome, Rule, RuleSet } from './model/rule-set.ts';

/** A rule set whose rules are compiled and were checked before use. */
export type CompiledRuleSet = {
  readonly ruleSet: RuleSet;
  readonly rules: readonly { readonly rule: Rule; readonly compiled: CompiledRule }[];
};

/** Why a rule set is not admitted: the rule, the path in it or that it reads, and what. */
export type AdmissionError = { readonly rule: string; readonly path: string; readonly message: string };

export type Admission =
  | { readonly ok: true; readonly compiled: CompiledRuleSet }
  | { readonly ok: false; readonly errors: readonly AdmissionError[] };

const isAge = (path: string): boolean => path.endsWith('.days') || path.endsWith('.hours');

/** Adverse facts may only make a rule hold: more of them, more recent ones, a higher temperature. */
const polarityErrors = (rule: Rule): AdmissionError[] =>
  [...polarityOf(rule.when)]
    .filter(([path]) => path.startsWith('facts.') && !isReliefPath(path))
    .filter(([path, { positive, negative }]) => (isAge(path) ? positive : negative))
    .map(([path]) => ({
      rule: rule.id,
      path,
      message: 'an adverse fact could make the rule cease to hold: one more of it would be milder',
    }));

const readErrors = (rule: Rule, reads: readonly string[]): AdmissionError[] =>
  reads
    .filter((path) => !FACT_PATHS.has(path))
    .map((path) => ({ rule: rule.id, path, message: 'is no path of the fact document' }));

const outcomeErrors = (rule: string, ruleSet: RuleSet, outcome: Outcome): AdmissionError[] => [
  ...(hasColour(ruleSet.scheme, outcome.colour)
    ? []
    : [{ rule, path: 'colour', message: `${outcome.colour} is no colour of the ${ruleSet.scheme} scheme` }]),
  ...(outcome.since === undefined || OCCURRENCE_NAMES.has(outcome.since)
    ? []
    : [{ rule, path: 'since', message: `${outcome.since} is no occurrence of the fact document` }]),
];

const compileOne = (rule: Rule): { compiled?: CompiledRule; errors: AdmissionError[] } => {
  try {
    const compiled = compileRule(rule.when);
    return { compiled, errors: [...readErrors(rule, compiled.reads), ...polarityErrors(rule)] };
  } catch (error) {
    if (!(error instanceof MalformedRule)) throw error;
    return { errors: error.issues.map(({ path, message }) => ({ rule: rule.id, path, message })) };
  }
};

const repeated = (ruleSet: RuleSet): AdmissionError[] =>
  ruleSet.rules
    .filter(({ id }, at) => ruleSet.rules.findIndex((other) => other.id === id) !== at)
    .map(({ id }) => ({ rule: id, path: 'id', message: 'stands twice in the rule set' }));

/** Compiles a rule set, or says why it is not admitted. */
export const compileRuleSet = (ruleSet: RuleSet): Admission => {
  const results = ruleSet.rules.map((rule) => ({ rule, ...compileOne(rule) }));
  const errors = [
    ...repeated(ruleSet),
    ...results.flatMap((result) => [
      ...result.errors,
      ...outcomeErrors(result.rule.id, ruleSet, result.rule.then),
    ]),
    ...outcomeErrors('otherwise', ruleSet, ruleSet.otherwise),
    ...outcomeErrors('whenUnknown', ruleSet, ruleSet.whenUnknown),
  ];
  if (errors.length > 0) return { ok: false, errors };
  const rules = results.flatMap(({ rule, compiled }) => (compiled ? [{ rule, compiled }] : []));
  return { ok: true, compiled: { ruleSet, rules } };
};
