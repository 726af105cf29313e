import { DAY_MS } from '@huren/standard';
import { caseOf, usedBy } from './case.ts';
import type { Case, Refusal, Shown } from './case.ts';
import { failedDecision, lookedDecision } from './draft.ts';
import type { Decision } from './model/decision.ts';
import { DEFAULT_UNRECOGNISED } from './model/rule-set.ts';
import type { Knowledge, Question, Used } from './question.ts';
import { colourRecord } from './recognised.ts';

export type Decided = { readonly decision: Decision; readonly used: Used };

/** What a destination decides about a presented code, and what the decision used. Pure and total. */
export const decideWithTrace = (question: Question, knowledge: Knowledge): Decided => {
  const { presented } = question;
  if (presented.kind === 'failed') {
    const given = { question, knowledge, at: new Date(question.at) };
    return { decision: failedDecision(given, presented.result, presented.fault), used: usedBy(given) };
  }
  const given = caseOf(question, knowledge, presented);
  return { decision: look(given, presented), used: usedBy(given) };
};

/** What a destination decides about a presented code. The same inputs give the same bytes. */
export const decide = (question: Question, knowledge: Knowledge): Decision =>
  decideWithTrace(question, knowledge).decision;

const look = (given: Case, shown: Shown): Decision => {
  const { chosen, ruleSet, question, knowledge, at } = given;
  if (Date.parse(shown.record.validUntil) <= at.getTime())
    return failedDecision(given, 'expired', 'code_lapsed');
  if (!chosen) return refused(given, 'no_agreement');
  const stale = staleness(given, shown);
  if (stale) {
    const isUnavailable = chosen.clause.whenStale === 'unavailable';
    return isUnavailable ? failedDecision(given, 'unavailable', stale) : refused(given, stale);
  }
  const accepted = chosen.clause.reasons;
  if (accepted && shown.record.reasons?.some(({ kind }) => !accepted.includes(kind))) {
    return refused(given, 'reason_not_covered');
  }
  if (!ruleSet) return refused(given, 'no_rule_set');
  const context = { ...question, levels: knowledge.levels, at };
  return lookedDecision(given, {
    result: 'recognised',
    ...colourRecord(shown.record, given.meanings, ruleSet, context),
  });
};

const staleness = ({ knowledge, chosen }: Case, { ageSeconds }: Shown): Refusal | undefined => {
  const { maxSourceAgeSeconds, maxRiskAgeSeconds } = chosen?.clause ?? {};
  if (maxSourceAgeSeconds !== undefined && ageSeconds > maxSourceAgeSeconds) return 'stale_source';
  const riskAge = knowledge.riskAgeSeconds ?? Number.POSITIVE_INFINITY;
  return maxRiskAgeSeconds !== undefined && riskAge > maxRiskAgeSeconds ? 'stale_risk' : undefined;
};

const refused = (given: Case, refusal: Refusal): Decision => {
  const { measure, days } = given.ruleSet?.ruleSet.unrecognised ?? DEFAULT_UNRECOGNISED;
  return lookedDecision(given, {
    result: 'not_recognised',
    measure,
    measureUntil: days === 0 ? null : new Date(given.at.getTime() + days * DAY_MS),
    fired: [],
    undetermined: [],
    refusal,
  });
};
