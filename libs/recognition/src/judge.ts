import { strictestMeasure } from '@huren/standard';
import type { Case } from './case.ts';
import { colourReadings, unrecognised } from './colour-record.ts';
import type { ColouredRecord } from './colour-record.ts';
import { endOf } from './colouring.ts';
import type { Verdict } from './colouring.ts';
import { NOTHING_COLOURED } from './finding.ts';
import type { Failure, Finding } from './finding.ts';
import type { Refusal } from './model/decision.ts';
import { DEFAULT_UNRECOGNISED } from './model/rule-set.ts';
import { isBeyond, staleness } from './obstacles.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** What the rules were asked about, and what they came to; nothing where they were not. */
type AskedRules = Pick<ColouredRecord, 'facts'>;

/** What comes out for a case, before it is put into words. */
export type Judged = AskedRules &
  (
    | { readonly kind: 'failed'; readonly failure: Failure }
    | { readonly kind: 'found'; readonly finding: Finding }
  );

/** Decides a case as of its instant. Pure and total. */
export const judge = (given: Case): Judged => {
  const { chosen, ruleSet, shown, at } = given;
  if (Date.parse(shown.record.validUntil) <= at.getTime()) {
    return failed({ result: 'expired', fault: 'code_lapsed' });
  }
  if (!chosen) return refused(given, 'no_agreement');
  if (chosen.altered) return refused(given, 'agreement_altered');
  if (chosen.suspended) return refused(given, 'agreement_suspended');
  if (!ruleSet) return refused(given, 'no_rule_set');
  if (ruleSet.altered) return refused(given, 'rule_set_altered');
  const { clause } = chosen;
  const stale = staleness(given, clause);
  if (stale && clause.whenStale === 'unavailable') return failed({ result: 'unavailable', fault: stale });
  if (stale) return refused(given, stale);
  const coloured = colourCase(given, ruleSet);
  return isBeyond(given, clause) ? beyond(given, coloured) : recognised(coloured);
};

const NOT_ASKED: AskedRules = { facts: [] };

const failed = (failure: Failure): Judged => ({ kind: 'failed', failure, ...NOT_ASKED });

const colourCase = ({ readings, question, levels, at }: Case, ruleSet: CompiledRuleSet): ColouredRecord => {
  const { destination, purpose } = question;
  return colourReadings(readings, ruleSet, { destination, purpose, levels, at });
};

const recognised = ({ coloured, ...asked }: ColouredRecord): Judged => ({
  kind: 'found',
  finding: { result: 'recognised', ...coloured },
  ...asked,
});

const courseFor = ({ ruleSet, at }: Case): ReturnType<typeof unrecognised> =>
  unrecognised((!ruleSet?.altered && ruleSet?.ruleSet.unrecognised) || DEFAULT_UNRECOGNISED, at);

const refused = (given: Case, refusal: Refusal): Judged => ({
  kind: 'found',
  finding: { result: 'not_recognised', ...NOTHING_COLOURED, ...courseFor(given), refusal },
  ...NOT_ASKED,
});

/** The course for the unrecognised, and never less than the rules ask for. */
export const atLeastCourse = (given: Case, coloured: Omit<Verdict, 'colour'>): Omit<Verdict, 'colour'> => {
  const course = courseFor(given);
  const ends = { fixed: coloured.ends.fixed, days: Math.max(coloured.ends.days, course.ends.days) };
  return {
    measure: strictestMeasure(coloured.measure, course.measure),
    measureUntil: endOf(ends, given.at),
    ends,
  };
};

/** A reason beyond the clause. */
const beyond = (given: Case, { coloured, ...asked }: ColouredRecord): Judged => {
  const { fired, undetermined } = coloured;
  const finding: Finding = {
    result: 'not_recognised',
    refusal: 'reason_not_covered',
    ...atLeastCourse(given, coloured),
    fired,
    undetermined,
  };
  return { kind: 'found', finding, ...asked };
};
