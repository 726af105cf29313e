import { colour, compileRuleSet } from '@huren/recognition';
import type { CompiledRuleSet, Facts, RuleSet } from '@huren/recognition';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AT, factsOfEverybody } from '../testing/records.ts';
import { pairs } from '../testing/rule-sets.ts';
import { ruleSetDifference } from './rule-set-difference.ts';
import type { Change } from './rule-set-difference.ts';

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const admission = compileRuleSet(ruleSet);
  if (!admission.ok) throw new Error(JSON.stringify(admission.errors));
  return admission.compiled;
};

type Verdict = Pick<ReturnType<typeof colour>, 'colour' | 'measure' | 'measureUntil'>;

const wordOf = (before: Verdict, after: Verdict): string =>
  [before, after].map((verdict) => `${verdict.colour}/${verdict.measure}`).join(' -> ');

const differs = (was: Verdict, is: Verdict): boolean =>
  was.colour !== is.colour ||
  was.measure !== is.measure ||
  was.measureUntil?.getTime() !== is.measureUntil?.getTime();

const changedFor = (
  facts: readonly Facts[],
  before: CompiledRuleSet,
  after: CompiledRuleSet,
): Set<string> => {
  const words = new Set<string>();
  for (const each of facts) {
    const [was, is] = [colour(before, each, AT), colour(after, each, AT)];
    if (differs(was, is)) words.add(wordOf(was, is));
  }
  return words;
};

const wordsOf = (changes: readonly Change[]): Set<string> =>
  new Set(changes.map((change) => wordOf(change.before, change.after)));

/** Whether two rule sets share no rule: then every kind of change there is comes from what differs. */
const isApart = (before: RuleSet, after: RuleSet): boolean =>
  !before.rules.some((rule) =>
    after.rules.some(
      (other) => JSON.stringify([rule.when, rule.then]) === JSON.stringify([other.when, other.then]),
    ),
  );

it('the difference of two rule sets is what asking every record of both gives, on 10,000 pairs', () => {
  const seen = { same: 0, other: 0 };
  fc.assert(
    fc.property(pairs, ({ names, before, after }) => {
      const found = ruleSetDifference(before, after, AT);
      const expected = changedFor(factsOfEverybody(names), compiled(before), compiled(after));
      const words = wordsOf(found.changes);
      const isExpected = isApart(before, after)
        ? words.size === expected.size
        : words.size > 0 === expected.size > 0;
      expect([found.limits, [...words].filter((word) => !expected.has(word)), isExpected]).toEqual([
        [],
        [],
        true,
      ]);
      seen[expected.size === 0 ? 'same' : 'other'] += 1;
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(seen.same, seen.other)).toBeGreaterThan(500);
}, 600_000);
