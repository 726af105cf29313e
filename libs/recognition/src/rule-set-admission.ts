import { MalformedRule, compileRule } from '@huren/rules';
import type { CompiledRule } from '@huren/rules';
import { occurrenceOf } from './fact-document.ts';
import type { Rule, RuleSet } from './model/rule-set.ts';
import { checkInErrors, colourErrors, milderThanOtherwise, sinceErrors, undated } from './outcome-checks.ts';
import { polarityErrors, readErrors, servedErrors } from './rule-checks.ts';

/** A rule that was checked before use. */
export type AdmittedRule = {
  readonly rule: Rule;
  readonly compiled: CompiledRule;
  /** The occurrences that it reads, such as `contact.close`. */
  readonly occurrences: readonly string[];
};

/** A rule set whose rules are compiled and were checked before use. */
export type CompiledRuleSet = {
  readonly ruleSet: RuleSet;
  readonly rules: readonly AdmittedRule[];
  /** Its signatures do not fit: then nothing in it counts. */
  readonly altered?: true;
};

/** Why a rule set is not admitted: the rule, the path in it or that it reads, and what. */
export type AdmissionError = { readonly rule: string; readonly path: string; readonly message: string };

export type Admission =
  | { readonly ok: true; readonly compiled: CompiledRuleSet }
  | { readonly ok: false; readonly errors: readonly AdmissionError[] };

type Checked = { readonly admitted?: AdmittedRule; readonly errors: readonly AdmissionError[] };

/** Of a condition the truth alone is asked for, as CertLogic has it. */
const truthOf = (when: Rule['when']) => ({ '!': [{ '!': [when] }] });
const TO_CONDITION = '/!/0/!/0'.length;

const compiledOrErrors = (rule: Rule): CompiledRule | AdmissionError[] => {
  try {
    return compileRule(truthOf(rule.when));
  } catch (error) {
    if (!(error instanceof MalformedRule)) throw error;
    return error.issues.map(({ path, message }) => ({
      rule: rule.id,
      path: `when${path.slice(TO_CONDITION)}`,
      message,
    }));
  }
};

const check = (rule: Rule, ruleSet: RuleSet): Checked => {
  const compiled = compiledOrErrors(rule);
  if (Array.isArray(compiled)) return { errors: compiled };
  const occurrences = [...new Set(compiled.reads.flatMap((path) => occurrenceOf(path) ?? []))];
  return {
    admitted: { rule, compiled, occurrences },
    errors: [
      ...readErrors(rule, compiled.reads),
      ...polarityErrors(rule),
      ...colourErrors(rule.id, ruleSet, rule.then),
      ...sinceErrors(rule, compiled),
      ...checkInErrors(rule, occurrences),
      ...milderThanOtherwise(rule, ruleSet),
    ],
  };
};

const repeated = ({ rules }: RuleSet): AdmissionError[] =>
  rules
    .filter(({ id }, at) => rules.findIndex((other) => other.id === id) !== at)
    .map(({ id }) => ({ rule: id, path: 'id', message: 'stands twice in the rule set' }));

/**
 * Compiles a rule set, or says why nobody can decide by it. In a compiled one an adverse fact can only make more rules
 * hold, no rule is milder than what holds without it, and days count from a fact that is there.
 */
export const compileRuleSet = (ruleSet: RuleSet): Admission => {
  const checked = ruleSet.rules.map((rule) => check(rule, ruleSet));
  const errors = [
    ...repeated(ruleSet),
    ...checked.flatMap((result) => result.errors),
    ...(['otherwise', 'whenUnknown'] as const).flatMap((course) => [
      ...colourErrors(course, ruleSet, ruleSet[course]),
      ...undated(course, ruleSet[course]),
    ]),
  ];
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, compiled: { ruleSet, rules: checked.flatMap(({ admitted }) => admitted ?? []) } };
};

/**
 * Compiles a rule set that is to be signed, or says why it is not admitted. What was signed before a check came to be is
 * still decided by; in what is admitted now, nothing that an adverse fact takes away can make a rule hold either.
 */
export const admitRuleSet = (ruleSet: RuleSet): Admission => {
  const admission = compileRuleSet(ruleSet);
  const errors = admission.ok ? ruleSet.rules.flatMap(servedErrors) : [];
  return errors.length > 0 ? { ok: false, errors } : admission;
};
