import { colour, compileRuleSet } from '@huren/recognition';
import type { CompiledRuleSet, RuleSet } from '@huren/recognition';
import { COLOURS, MEASURES } from '@huren/standard';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AT, LATER, everybody } from '../testing/records.ts';
import type { Somebody } from '../testing/records.ts';
import { pairs } from '../testing/rule-sets.ts';
import { ruleSetDifference } from './rule-set-difference.ts';
import type { Change } from './rule-set-difference.ts';

/** `npm run test:laws` plays them all, `npm test` others each time. */
const PAIRS = process.env['LAWS'] === 'full' ? 10_000 : 400;

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const admission = compileRuleSet(ruleSet);
  if (!admission.ok) throw new Error(JSON.stringify(admission.errors));
  return admission.compiled;
};

type Verdict = Pick<ReturnType<typeof colour>, 'colour' | 'measure' | 'measureUntil'>;

const ranksOf = ({ colour: painted, measure, measureUntil }: Verdict): number[] => [
  COLOURS.indexOf(painted),
  MEASURES.indexOf(measure),
  measureUntil?.getTime() ?? 0,
];

/** Undefined: there is no change. */
const directionOf = (before: Verdict, after: Verdict): Change['direction'] | undefined => {
  const was = ranksOf(before);
  const [more, less] = [1, -1].map((sign) =>
    ranksOf(after).some((rank, at) => (rank - (was[at] as number)) * sign > 0),
  );
  if (more && less) return 'mixed';
  if (!more && !less) return undefined;
  return more ? 'stricter' : 'milder';
};

const wordOf = (before: Verdict, after: Verdict, direction: Change['direction']): string =>
  `${direction}: ${[before, after].map((verdict) => `${verdict.colour}/${verdict.measure}`).join(' -> ')}`;

/** Each kind of change that asking everybody shows, with the size of its smallest example. */
const shownBy = (
  people: readonly Somebody[],
  [before, after]: readonly [CompiledRuleSet, CompiledRuleSet],
  at: Date,
  words: Map<string, number>,
): void => {
  for (const { facts, said } of people) {
    const [was, is] = [colour(before, facts, at), colour(after, facts, at)];
    const direction = directionOf(was, is);
    if (direction === undefined) continue;
    const word = wordOf(was, is, direction);
    words.set(word, Math.min(said, words.get(word) ?? Infinity));
  }
};

/** How many facts the rules of both read. */
const readBy = (sides: readonly CompiledRuleSet[]): number =>
  new Set(sides.flatMap(({ rules }) => rules.flatMap(({ occurrences }) => occurrences))).size;

const toldBy = (changes: readonly Change[]): Map<string, number> =>
  new Map(changes.map(({ before, after, direction, said }) => [wordOf(before, after, direction), said]));

it(`the difference of two rule sets is what asking every record of both gives, on ${PAIRS.toLocaleString('en')} pairs`, () => {
  const seen = { same: 0, other: 0, severalFacts: 0, threeFacts: 0, twoCircumstances: 0 };
  fc.assert(
    fc.property(pairs, ({ names, also, isDated, before, after }) => {
      const found = ruleSetDifference(before, after, AT);
      const sides = [compiled(before), compiled(after)] as const;
      const expected = new Map<string, number>();
      for (const at of isDated ? [AT, LATER] : [AT]) shownBy(everybody(names, also, at), sides, at, expected);
      const told = toldBy(found.changes);
      expect([found.limits, found.everyKind, told]).toEqual([[], true, expected]);
      seen[expected.size === 0 ? 'same' : 'other'] += 1;
      seen.severalFacts += Number(readBy(sides) > 1);
      seen.threeFacts += Number(readBy(sides) > 2);
      seen.twoCircumstances += Number(also.length > 1);
    }),
    { numRuns: PAIRS },
  );
  expect(Math.min(seen.same, seen.other)).toBeGreaterThan(PAIRS / 20);
  expect(seen.severalFacts).toBeGreaterThan(PAIRS / 4);
  expect(Math.min(seen.threeFacts, seen.twoCircumstances)).toBeGreaterThan(PAIRS / 100);
}, 600_000);
