import { caseOf } from './case.ts';
import type { Asked } from './case.ts';
import { failedDecision, lookedDecision } from './draft.ts';
import { judge } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { Decision } from './model/decision.ts';
import type { Question } from './question.ts';
import { usedByCase, usedByFailure } from './trace.ts';
import type { Used } from './used.ts';

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
  const decision =
    judged.kind === 'failed'
      ? failedDecision(given, judged.failure, given.shown)
      : lookedDecision(given, judged.finding);
  return { decision, used: usedByCase(given, judged.facts) };
};

/** What a destination decides about a presented code. The same inputs give the same bytes. */
export const decide = (question: Question, knowledge: Knowledge): Decision =>
  decideWithTrace(question, knowledge).decision;
