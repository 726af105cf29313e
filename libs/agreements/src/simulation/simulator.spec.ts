import { agreementIndex, decide, decideWithTrace, isInForce, riskLevels } from '@huren/recognition';
import type { Question } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drafted, knowledgeOfWorld, question, rulesOf, world } from '../testing/cases.ts';
import type { World } from '../testing/cases.ts';
import { AT } from '../testing/records.ts';
import type { Draft } from './draft.ts';
import { isSameOutcome } from './outcome.ts';
import { simulator } from './simulator.ts';
import type { RecordedCase, Simulator } from './simulator.ts';
import { summaryOf } from './summary.ts';
import { addTally, emptyTally, tallyCase } from './tally.ts';

const AS_OF = new Date('2020-04-01T00:00:00+08:00');
const ALWAYS = { validFrom: '2020-01-01T00:00:00+08:00', validTo: null };
const BEGUN = { validFrom: AT.toISOString(), validTo: null };

/** The world in which a draft is in force. */
const withDraft = ({ agreements, ruleSets, levels }: World, draft: Draft): World => {
  const { agreement, ruleSet } = draft;
  const divisions = new Set(draft.levels?.map(({ division }) => division));
  const now = <T extends { validFrom: string; validTo: string | null }>(all: readonly T[]): T[] =>
    all.filter((one) => isInForce(one, AS_OF)).map((one) => ({ ...one, ...ALWAYS }));
  return {
    agreements: agreement
      ? [...agreements, { ...agreement, ...BEGUN, version: 99, clauses: now(agreement.clauses) }]
      : agreements,
    ruleSets: ruleSet ? [...ruleSets, { ...ruleSet, ...BEGUN, rules: now(ruleSet.rules) }] : ruleSets,
    levels: [...levels.filter(({ division }) => !divisions.has(division)), ...(draft.levels ?? [])],
  };
};

const recorded = (asked: Question, given: World): RecordedCase => {
  const { decision, used } = decideWithTrace(asked, knowledgeOfWorld(given));
  return {
    question: asked,
    used: JSON.parse(JSON.stringify(used)) as RecordedCase['used'],
    outcome: decision,
  };
};

const simulatorFor = ({ agreements, ruleSets, levels }: World, { agreement, ...draft }: Draft): Simulator => {
  const later = agreement && { ...agreement, validFrom: AS_OF.toISOString(), version: 99 };
  const known = riskLevels(levels, null);
  return simulator({ ...draft, ...(later ? { agreement: later } : {}) }, AS_OF, {
    agreementsAt: () => agreementIndex(agreements),
    ruleSetsAt: () => rulesOf(ruleSets),
    levelAt: (division) => known.levelOf(division),
  });
};

const drafts: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({ agreement: drafted.agreement }),
  fc.record({ ruleSet: drafted.ruleSet }),
  fc.record({ levels: drafted.levels }),
  fc.record(drafted),
);

describe('a simulated decision', () => {
  it('is the one that is made once the draft is in force, and none that the draft changes is passed over', () => {
    const seen = { passed: 0, same: 0, changed: 0 };
    fc.assert(
      fc.property(question, world, drafts, (asked, given, draft) => {
        const before = recorded(asked, given);
        const actual = decide(asked, knowledgeOfWorld(withDraft(given, draft)));
        const { mayTouch, outcomeOf } = simulatorFor(given, draft);
        const touched = mayTouch(before);
        const now = touched ? outcomeOf(before) : before.outcome;
        expect(isSameOutcome(now, actual)).toBe(true);
        if (!touched) seen.passed += 1;
        else seen[isSameOutcome(before.outcome, now) ? 'same' : 'changed'] += 1;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.passed, seen.same, seen.changed)).toBeGreaterThan(10);
  }, 120_000);

  it('is as recorded where the draft says nothing', () => {
    fc.assert(
      fc.property(question, world, (asked, given) => {
        const before = recorded(asked, given);
        expect(isSameOutcome(simulatorFor(given, {}).outcomeOf(before), before.outcome)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('tallies', () => {
  it('of parts add up to that of the whole, in whatever order', () => {
    const cases = fc
      .array(question, { minLength: 1, maxLength: 12 })
      .map((all) => all.map((one, at) => ({ ...one, decisionId: `d${at}` })));
    fc.assert(
      fc.property(cases, world, drafts, fc.nat(), (asked, given, draft, cut) => {
        const all = asked.map((one) => recorded(one, given));
        const { mayTouch, outcomeOf } = simulatorFor(given, draft);
        const tallyOf = (part: readonly RecordedCase[]) => {
          const tally = emptyTally();
          for (const one of part) tallyCase(tally, { mayTouch, outcomeOf }, one);
          return tally;
        };
        const at = cut % all.length;
        const whole = summaryOf(tallyOf(all));
        const parts = () => [tallyOf(all.slice(0, at)), tallyOf(all.slice(at))] as const;
        const [first, second] = parts();
        expect(summaryOf(addTally(first, second))).toEqual(whole);
        const [third, fourth] = parts();
        expect(summaryOf(addTally(fourth, third))).toEqual(whole);
        expect(whole.changes.reduce((sum, { count }) => sum + count, 0)).toBe(whole.changed);
        expect(JSON.stringify(whole)).not.toMatch(/subject|codeRef/);
      }),
      { numRuns: 100 },
    );
  });
});
