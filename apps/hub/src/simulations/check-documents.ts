import { checkAgreement } from '@huren/agreements';
import type { FieldProblem } from '@huren/platform';
import { agreement, admitRuleSet, ruleSet } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import { readDocument } from '../agreements/read-document.ts';
import type { Checked } from '../agreements/read-document.ts';

const under =
  (pointer: string) =>
  ({ path, message }: { path: string; message: string }): FieldProblem => ({
    pointer: `${pointer}${path}`,
    reason: message,
  });

/** An agreement that could be signed. @param at pointer of where it stands */
export const checkedAgreement = (given: object, at: string): Checked<Agreement> => {
  const { value, faults } = readDocument(agreement, given, at);
  if (!value) return { faults };
  const errors = checkAgreement(value).filter(({ severity }) => severity === 'error');
  return { value, faults: errors.map(under(at)) };
};

const placeOf = ({ rules }: RuleSet, id: string): string => {
  const at = rules.findIndex((rule) => rule.id === id);
  return at < 0 ? `/${id}` : `/rules/${at}`;
};

/** A rule set that could be admitted. @param at pointer of where it stands */
export const checkedRuleSet = (given: object, at: string): Checked<RuleSet> => {
  const { value, faults } = readDocument(ruleSet, given, at);
  if (!value) return { faults };
  const admission = admitRuleSet(value);
  const errors = admission.ok ? [] : admission.errors;
  const told = errors.map(({ rule, path, message }) => ({
    path: `${placeOf(value, rule)}/${path}`,
    message,
  }));
  return { value, faults: told.map(under(at)) };
};
