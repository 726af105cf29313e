import type { Outcome } from '@huren/recognition';
import { DAY_MS, compareColours, compareMeasures, strictestColour, strictestMeasure } from '@huren/standard';
import type { Colour, Measure } from '@huren/standard';

/** What a rule set makes of a situation. */
export type Verdict = {
  readonly colour: Colour;
  readonly measure: Measure;
  readonly measureUntil: Date | null;
};

/** What the rules of two sets make of one situation. */
export type Pair = readonly [before: Verdict, after: Verdict];

export type Direction = 'stricter' | 'milder' | 'mixed';

type Sort = Pick<Verdict, 'colour' | 'measure'>;
type Sorts = readonly [before: Sort, after: Sort];

const endOf = ({ measureUntil }: Verdict): number => measureUntil?.getTime() ?? 0;

const laterEnd = ([before, after]: Pair): number => Math.sign(endOf(after) - endOf(before));

const directionOf = ([before, after]: Sorts, laterBy: number): Direction | undefined => {
  const signs = [compareColours(after.colour, before.colour), compareMeasures(after.measure, before.measure)];
  const [more, less] = [1, -1].map((sign) => [...signs, laterBy].some((each) => each * sign > 0));
  if (more && less) return 'mixed';
  if (!more && !less) return undefined;
  return more ? 'stricter' : 'milder';
};

const named = ([before, after]: Sorts, direction: Direction): string =>
  [before.colour, before.measure, after.colour, after.measure, direction].join(' ');

/** In which direction they differ, and the kind of change that this is; undefined: they do not. */
export const changeIn = (
  pair: Pair,
): { readonly direction: Direction; readonly kind: string } | undefined => {
  const direction = directionOf(pair, laterEnd(pair));
  return direction && { direction, kind: named(pair, direction) };
};

const join = (a: Sort, b: Sort): Sort => ({
  colour: strictestColour(a.colour, b.colour),
  measure: strictestMeasure(a.measure, b.measure),
});

/** What some outcomes come to together, and for how many days at the least and at the most. */
export type Together = { readonly sort: Sort | undefined; readonly least: number; readonly most: number };

/** Days that count from a fact may be over. */
const leastDays = ({ days, since }: Outcome): number => (since === undefined ? days : 0);

const add = ({ sort, least, most }: Together, outcome: Outcome): Together => ({
  sort: sort ? join(sort, outcome) : outcome,
  least: Math.max(least, leastDays(outcome)),
  most: Math.max(most, outcome.days),
});

/** Everything that some outcomes can come to, by colour and measure: none of them, any, or all. */
export const together = (outcomes: readonly Outcome[]): readonly Together[] => {
  const found = new Map<string, Together>([['', { sort: undefined, least: 0, most: 0 }]]);
  for (const outcome of outcomes)
    for (const other of [...found.values()]) {
      const both = add(other, outcome);
      const key = `${both.sort?.colour} ${both.sort?.measure}`;
      const { least, most } = found.get(key) ?? both;
      found.set(key, { ...both, least: Math.min(least, both.least), most: Math.max(most, both.most) });
    }
  return [...found.values()];
};

/** Whether an outcome that is asked for on both sides makes something else of either. */
export const alters = (pair: Pair, outcome: Outcome): boolean =>
  (outcome.days > 0 && laterEnd(pair) !== 0) ||
  pair.some(
    (one) =>
      compareColours(outcome.colour, one.colour) > 0 || compareMeasures(outcome.measure, one.measure) > 0,
  );

/** By how much the end is later once both sides last so many days at the least and at the most. */
const laterEnds = (pair: Pair, at: Date, { least, most }: Together): number[] => {
  const last = Math.max(...pair.map(endOf));
  const laterBy = laterEnd(pair);
  const lasting = (days: number): number => (days === 0 ? 0 : at.getTime() + days * DAY_MS);
  const ends = [...(lasting(least) < last ? [laterBy] : []), ...(lasting(most) >= last ? [0] : [])];
  return laterBy === 0 ? [0] : ends;
};

/** The kinds of change that may come of two verdicts where any of this is asked for on both sides as well. */
export const kindsFrom = (pair: Pair, further: readonly Together[], at: Date): string[] =>
  further.flatMap((more) => {
    const { sort } = more;
    const sorts = sort ? ([join(pair[0], sort), join(pair[1], sort)] as const) : pair;
    return laterEnds(pair, at, more).flatMap((laterBy) => {
      const direction = directionOf(sorts, laterBy);
      return direction ? [named(sorts, direction)] : [];
    });
  });
