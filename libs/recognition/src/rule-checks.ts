import { polarityOf } from '@huren/rules';
import { FACT_PATHS, isReliefPath } from './fact-document.ts';
import type { Rule } from './model/rule-set.ts';
import type { AdmissionError } from './rule-set-admission.ts';

const isAge = (path: string): boolean => path.endsWith('.days') || path.endsWith('.hours');

/** An error for each of some facts that could move a rule by being there, more recent or greater: to hold or to cease to. */
const movedErrors = (
  rule: Rule,
  isConcerned: (path: string) => boolean,
  to: 'hold' | 'cease',
  message: string,
): AdmissionError[] =>
  [...polarityOf(rule.when)]
    .filter(([path]) => isConcerned(path))
    .filter(([path, { positive, negative }]) => ((to === 'hold') !== isAge(path) ? positive : negative))
    .map(([path]) => ({ rule: rule.id, path, message }));

const isAdverse = (path: string): boolean => path.startsWith('facts.') && !isReliefPath(path);

/** Adverse facts may only make a rule hold: more of them, more recent ones, a higher temperature. */
export const polarityErrors = (rule: Rule): AdmissionError[] =>
  movedErrors(
    rule,
    isAdverse,
    'cease',
    'an adverse fact could make the rule cease to hold: one more of it would be milder',
  );

/** The one relief that adverse facts take away: an isolation relieves of nothing that was observed after it. */
const isOutlivable = (path: string): boolean => path.startsWith('facts.isolation.completed.');

/** What adverse facts take away may only make a rule cease to hold. */
export const servedErrors = (rule: Rule): AdmissionError[] =>
  movedErrors(
    rule,
    isOutlivable,
    'hold',
    'a served isolation could make the rule hold: an adverse fact after it would be milder',
  );

const readError = (path: string): string | undefined => {
  if (!FACT_PATHS.has(path)) return 'is no path of the fact document';
  // Read as a fact, time would change an outcome at instants that nobody can foresee.
  return path === 'at' ? "the time is no fact: a rule's dates are its validFrom and validTo" : undefined;
};

/** A rule reads paths of the fact document alone, and the time only through its facts' ages. */
export const readErrors = (rule: Rule, reads: readonly string[]): AdmissionError[] =>
  reads.flatMap((path) => {
    const message = readError(path);
    return message ? [{ rule: rule.id, path, message }] : [];
  });
