import { caseOf } from './case.ts';
import type { Asked } from './case.ts';
import { failedDecision, failedOutcome, outcomeOf, shownDecision } from './draft.ts';
import type { PlainDecision } from './draft.ts';
import { factsUsedIn } from './facts-used.ts';
import { judge } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { Decision } from './model/decision.ts';
import { foresee } from './next-change.ts';
import type { Question } from './question.ts';
import { usedByCase, usedByFailure } from './trace.ts';
import type { Used } from './used.ts';

export type { PlainDecision } from './draft.ts';
export type Decided = { readonly decision: Decision; readonly used: Used };

/** What a destination decides about a presented code, and what the decision used. Pure and total. */
export const decideWithTrace = (question: Question, knowledge: Knowledge): Decided => {
  const asked: Asked = { question, knowledge, at: new Date(question.at) };
  const { presented } = question;
  if (presented.kind === 'failed') {
    return { decision: failedDecision(asked, presented), used: usedByFailure(asked) };
  }
  const given = caseOf(asked, presented);
  const judged = judge(given);
  const { next, later } = foresee(given, judged);
  const decision = shownDecision(given, judged, { used: factsUsedIn(given, judged), next });
  return { decision, used: usedByCase(given, judged.facts, later) };
};

/** What a destination decides about a presented code. The same inputs give the same bytes. */
export const decide = (question: Question, knowledge: Knowledge): Decision =>
  decideWithTrace(question, knowledge).decision;

/** The same answer without what explains it: words, sets of facts and when it will change. */
export const decideOutcome = (question: Question, knowledge: Knowledge): PlainDecision =>
  decideOutcomeWithTrace(question, knowledge).outcome();

/** The answer without what explains it, and what it used without looking ahead. Each is made when it is asked for. */
export const decideOutcomeWithTrace = (
  question: Question,
  knowledge: Knowledge,
): { outcome(): PlainDecision; used(): Used } => {
  const asked: Asked = { question, knowledge, at: new Date(question.at) };
  const { presented } = question;
  if (presented.kind === 'failed')
    return { outcome: () => failedOutcome(asked, presented), used: () => usedByFailure(asked) };
  const given = caseOf(asked, presented);
  const judged = judge(given);
  return { outcome: () => outcomeOf(given, judged), used: () => usedByCase(given, judged.facts, []) };
};
