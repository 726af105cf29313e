import { chinaTime } from '@huren/standard';
import { boundariesOf } from './boundaries.ts';
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
  const [boundary] = boundariesOf(reasons, ruleSet, levels, at);
  return [...(boundary ? [boundary.at] : []), ...endChange(judged.finding.ends, at)];
};

/** The first whole second after a case's instant at which its answer may be another. */
const nextInstant = ({ given, judged }: Step): Date => {
  const { chosen, shown } = given;
  const instants = [
    Date.parse(shown.record.validUntil),
    ...nextDocuments(given),
    ...(chosen ? staleFrom(given, chosen.clause) : []),
    ...ofRules(given, judged),
  ];
  return new Date(Math.ceil(Math.min(...instants) / 1000) * 1000);
};

/**
 * When time alone will change the answer about a case, and why. Between two instants at which something begins, ends or
 * passes a bound nothing changes, so these are gone through in order. Null for a code that has lapsed.
 */
export const foresee = (given: Case, judged: Judged): Foreseen => {
  const later: Case[] = [];
  const essence = essenceOf(judged, given.at);
  let before: Step = { given, judged };
  if (Date.parse(given.shown.record.validUntil) <= given.at.getTime()) return { next: null, later };
  for (let step = 1; ; step += 1) {
    const then = caseAt(before.given, nextInstant(before));
    const after: Step = { given: then, judged: judge(then) };
    if (!isSameDocuments(before.given, then)) later.push(then);
    const isSame = essenceOf(after.judged, then.at) === essence;
    if (!isSame) return { next: { at: chinaTime(then.at), why: whyOf(before, after) }, later };
    if (step === MOST_STEPS) return { next: { at: chinaTime(then.at), why: 'unforeseen' }, later };
    before = after;
  }
};
