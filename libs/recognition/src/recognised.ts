import { DAY_MS, PALETTES } from '@huren/standard';
import type { Colour } from '@huren/standard';
import { readings } from './bare-colour.ts';
import { colour, strictest } from './colouring.ts';
import type { Coloured, Verdict } from './colouring.ts';
import { factsOf } from './facts.ts';
import type { FactContext } from './facts.ts';
import type { PresentedRecord, ReasonTemplate } from './question.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

const WORST_DAYS = 14;

/** What a bare colour other than green may mean where nothing is known of its meaning. */
const worst = ({ ruleSet }: CompiledRuleSet, at: Date): Verdict => ({
  colour: PALETTES[ruleSet.scheme].at(-1) as Colour,
  measure: 'central_isolation',
  measureUntil: new Date(at.getTime() + WORST_DAYS * DAY_MS),
});

const distinct = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

/**
 * Colours a record by a rule set: a record with reasons once, a bare colour once for each set of reasons that
 * it may mean, and the strictest of these is taken.
 */
export const colourRecord = (
  record: PresentedRecord,
  meanings: readonly (readonly ReasonTemplate[])[] | undefined,
  ruleSet: CompiledRuleSet,
  context: FactContext,
): Coloured => {
  const coloured = readings(record, meanings).map((reading) =>
    colour(ruleSet, factsOf(reading, context), context.at),
  );
  const isOpaque = !record.reasons && !meanings?.length && record.colour !== 'green';
  const [first, ...rest] = [...coloured, ...(isOpaque ? [worst(ruleSet, context.at)] : [])] as [
    Verdict,
    ...Verdict[],
  ];
  return {
    ...strictest(first, ...rest),
    fired: distinct(
      coloured.flatMap(({ fired }) => fired),
      ({ id }) => id,
    ),
    undetermined: distinct(
      coloured.flatMap(({ undetermined }) => undetermined),
      ({ rule }) => rule,
    ),
  };
};
