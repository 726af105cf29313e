import { PALETTES } from '@huren/standard';
import type { Colour } from '@huren/standard';
import type { Readings } from './bare-colour.ts';
import { colour, endOf, strictest } from './colouring.ts';
import type { Coloured, Verdict } from './colouring.ts';
import { factsOf } from './facts.ts';
import type { FactContext, Facts } from './facts.ts';
import type { RuleSet } from './model/rule-set.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** What awaits an arrival whose code is not recognised. */
export const unrecognised = ({ measure, days }: RuleSet['unrecognised'], at: Date) => ({
  measure,
  measureUntil: endOf({ fixed: 0, days }, at),
  ends: { fixed: 0, days },
});

/** The worst that a colour may mean: the last of the palette, and the course for the unrecognised. */
const worst = (ruleSet: RuleSet, at: Date): Verdict => ({
  colour: PALETTES[ruleSet.scheme].at(-1) as Colour,
  ...unrecognised(ruleSet.unrecognised, at),
});

const distinct = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

/** How the readings of a record are coloured together, and the facts of each. */
export type ColouredRecord = {
  readonly coloured: Omit<Coloured, 'settled'>;
  readonly facts: readonly Facts[];
};

/**
 * Colours a record by a rule set: a record with reasons once, a bare colour once for each set of reasons that
 * it may mean, and the strictest of these is taken.
 */
export const colourReadings = (
  { records, opaque }: Readings,
  ruleSet: CompiledRuleSet,
  context: FactContext,
): ColouredRecord => {
  const facts = records.map((record) => factsOf(record, context));
  const all = facts.map((each) => colour(ruleSet, each, context.at));
  const verdicts: readonly Verdict[] = opaque ? [...all, worst(ruleSet.ruleSet, context.at)] : all;
  const [first, ...rest] = verdicts as [Verdict, ...Verdict[]];
  const coloured = {
    ...strictest(context.at, first, ...rest),
    fired: distinct(
      all.flatMap(({ fired }) => fired),
      ({ id }) => id,
    ),
    undetermined: distinct(
      all.flatMap(({ undetermined }) => undetermined),
      ({ rule }) => rule,
    ),
    factsUsed: [...new Set(all.flatMap(({ factsUsed }) => factsUsed))].sort(),
  };
  return { coloured, facts };
};
