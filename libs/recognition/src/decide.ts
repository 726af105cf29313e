import { strictestMeasure } from '@huren/standard';
import { caseOf } from './case.ts';
import type { Asked, Case } from './case.ts';
import { colourReadings, unrecognised } from './colour-record.ts';
import type { ColouredRecord } from './colour-record.ts';
import { NOTHING_COLOURED, failedDecision, lookedDecision } from './draft.ts';
import type { Facts } from './facts.ts';
import type { Failure } from './finding.ts';
import type { Knowledge } from './knowledge.ts';
import type { Decision, Refusal } from './model/decision.ts';
import { DEFAULT_UNRECOGNISED } from './model/rule-set.ts';
import { isBeyond, staleness } from './obstacles.ts';
import type { Question } from './question.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
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
  const { decision, facts } = look(given);
  return { decision, used: usedByCase(given, facts) };
};

/** What a destination decides about a presented code. The same inputs give the same bytes. */
export const decide = (question: Question, knowledge: Knowledge): Decision =>
  decideWithTrace(question, knowledge).decision;

type Answer = { readonly decision: Decision; readonly facts: readonly Facts[] };

const look = (given: Case): Answer => {
  const { chosen, ruleSet, shown, at } = given;
  if (Date.parse(shown.record.validUntil) <= at.getTime()) {
    return failed(given, { result: 'expired', fault: 'code_lapsed' });
  }
  if (!chosen) return refused(given, 'no_agreement');
  if (chosen.suspended) return refused(given, 'agreement_suspended');
  if (!ruleSet) return refused(given, 'no_rule_set');
  const { clause } = chosen;
  const stale = staleness(given, clause);
  if (stale && clause.whenStale === 'unavailable') {
    return failed(given, { result: 'unavailable', fault: stale });
  }
  if (stale) return refused(given, stale);
  const coloured = colourCase(given, ruleSet);
  return isBeyond(given, clause) ? beyond(given, coloured) : recognised(given, coloured);
};

const failed = (given: Case, failure: Failure): Answer => ({
  decision: failedDecision(given, failure, given.shown),
  facts: [],
});

const colourCase = ({ readings, question, levels, at }: Case, ruleSet: CompiledRuleSet): ColouredRecord => {
  const { destination, purpose } = question;
  return colourReadings(readings, ruleSet, { destination, purpose, levels, at });
};

const recognised = (given: Case, { coloured, facts }: ColouredRecord): Answer => ({
  decision: lookedDecision(given, { result: 'recognised', ...coloured }),
  facts,
});

const courseFor = ({ ruleSet, at }: Case): ReturnType<typeof unrecognised> =>
  unrecognised(ruleSet?.ruleSet.unrecognised ?? DEFAULT_UNRECOGNISED, at);

const refused = (given: Case, refusal: Refusal): Answer => ({
  decision: lookedDecision(given, {
    result: 'not_recognised',
    ...NOTHING_COLOURED,
    ...courseFor(given),
    refusal,
  }),
  facts: [],
});

/** A reason beyond the clause: the course for the unrecognised, and never less than the rules ask for. */
const beyond = (given: Case, { coloured, facts }: ColouredRecord): Answer => {
  const { fired, undetermined } = coloured;
  const course = courseFor(given);
  const ends = [coloured, course].flatMap(({ measureUntil }) =>
    measureUntil ? [measureUntil.getTime()] : [],
  );
  const decision = lookedDecision(given, {
    result: 'not_recognised',
    refusal: 'reason_not_covered',
    measure: strictestMeasure(coloured.measure, course.measure),
    measureUntil: ends.length === 0 ? null : new Date(Math.max(...ends)),
    fired,
    undetermined,
  });
  return { decision, facts };
};
