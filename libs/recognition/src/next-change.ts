import { chinaTime } from '@huren/standard';
import { firstBoundary } from './boundaries.ts';
import { caseAt, nextDocuments } from './case.ts';
import type { Case } from './case.ts';
import { endChange, essenceOf } from './essence.ts';
import { judge } from './judge.ts';
import type { Judged } from './judge.ts';
import type { NextChange } from './model/decision.ts';
import { staleFrom } from './obstacles.ts';
import { whyOf } from './why.ts';
import type { Step } from './why.ts';

/** Instants that are looked at before it is left open what comes after. */
const MOST_STEPS = 500;

/** The next change, and the cases at which another clause or rule set came to apply on the way to it. */
export type Foreseen = { readonly next: NextChange | null; readonly later: readonly Case[] };

const isSameDocuments = (a: Case, b: Case): boolean =>
  a.ruleSet === b.ruleSet &&
  a.chosen?.agreement === b.chosen?.agreement &&
  a.chosen?.clause === b.chosen?.clause;

/** Where the rules were asked, what they read may become another: ages, ends of facts and measures, their own dates. */
const ofRules = ({ readings, ruleSet, levels, at }: Case, judged: Judged): number[] => {
  if (judged.kind === 'failed' || judged.facts.length === 0 || !ruleSet) return [];
  const reasons = readings.records.flatMap((record) => record.reasons ?? []);
  return [firstBoundary(reasons, ruleSet, levels, at), ...endChange(judged.finding.ends, at)];
};

const wholeSecond = (instant: number): number => Math.ceil(instant / 1000) * 1000;

/** The first whole second after a case's instant, in ms, at which its answer may be another. */
const nextInstant = ({ given, judged }: Step, lapse: number): number => {
  const { chosen } = given;
  const instants = [
    lapse,
    ...nextDocuments(given),
    ...(chosen ? staleFrom(given, chosen.clause) : []),
    ...ofRules(given, judged),
  ];
  return wholeSecond(Math.min(...instants));
};

/**
 * When time alone will change the answer about a case, and why. Between two instants at which something begins, ends or
 * passes a bound nothing changes, so these are gone through in order. Null for a code that has lapsed.
 */
export const foresee = (given: Case, judged: Judged): Foreseen => {
  const later: Case[] = [];
  const lapse = Date.parse(given.shown.record.validUntil);
  if (lapse <= given.at.getTime()) return { next: null, later };
  let before: Step = { given, judged };
  for (let step = 1; ; step += 1) {
    const instant = nextInstant(before, lapse);
    const at = new Date(instant);
    // Whatever else happens then, a code that has lapsed is nothing but that.
    if (instant >= lapse) return { next: { at: chinaTime(at), why: 'code_lapses' }, later };
    const then = caseAt(before.given, at);
    const after: Step = { given: then, judged: judge(then) };
    if (!isSameDocuments(before.given, then)) later.push(then);
    const isSame = essenceOf(after.judged, then.at) === essenceOf(judged, given.at);
    if (!isSame) return { next: { at: chinaTime(at), why: whyOf(before, after) }, later };
    if (step === MOST_STEPS) return { next: { at: chinaTime(at), why: 'unforeseen' }, later };
    before = after;
  }
};
