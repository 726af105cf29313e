import type { Summary } from '@huren/agreements';
import type { SimulationReport } from './simulation.ts';

/** Fewer are not told apart: who knows one of them would learn of the rest. */
const FEW = 10;
export const FEWER = '<10';
export type PublicCount = number | typeof FEWER;

/** A count of decisions as everybody may read it: in whole tens, for the difference of two counts is a count as well. */
const publicCount = (count: number): PublicCount =>
  count > 0 && count < FEW ? FEWER : count - (count % FEW);

type Counted<Count> = {
  readonly [Field in 'examined' | 'touched' | 'changed']: Count;
} & {
  readonly changes: readonly (Omit<Summary['changes'][number], 'examples' | 'count'> & {
    readonly count: Count;
  })[];
  readonly routes: readonly (Omit<Summary['routes'][number], 'count'> & { readonly count: Count })[];
  readonly reasons: readonly (Omit<Summary['reasons'][number], 'count'> & { readonly count: Count })[];
};

/**
 * A report that tells of nobody: without its examples, each of which is one decision, and without small counts of
 * decisions that were made. People who are made up are counted one by one.
 */
export type PublicReport = Omit<SimulationReport, 'recorded' | 'population'> & {
  readonly recorded: Counted<PublicCount> & { readonly erased: PublicCount };
  readonly population: Counted<number> | null;
};

const counted = <Count>(summary: Summary, told: (count: number) => Count): Counted<Count> => {
  const { examined, touched, changed, changes, routes, reasons } = summary;
  const retold = <T extends { readonly count: number }>(one: T) => ({ ...one, count: told(one.count) });
  return {
    ...{ examined: told(examined), touched: told(touched), changed: told(changed) },
    changes: changes.map(({ examples: _decisions, ...change }) => retold(change)),
    routes: routes.map(retold),
    reasons: reasons.map(retold),
  };
};

/** What of a report everybody may read, and what its digest is of. */
export const publicReport = ({ recorded, population, ...report }: SimulationReport): PublicReport => ({
  ...report,
  recorded: { ...counted(recorded, publicCount), erased: publicCount(recorded.erased) },
  population: population && counted(population, (count) => count),
});
