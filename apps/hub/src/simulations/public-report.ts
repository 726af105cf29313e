import type { Summary } from '@huren/agreements';
import type { SimulationReport } from './simulation.ts';

type Counted = Omit<Summary, 'changes'> & {
  readonly changes: readonly Omit<Summary['changes'][number], 'examples'>[];
};

/** A report that tells of nobody: without its examples, each of which is one decision. */
export type PublicReport = Omit<SimulationReport, 'recorded' | 'population'> & {
  readonly recorded: Counted & { readonly erased: number };
  readonly population: Counted | null;
};

const counted = <S extends Summary>({ changes, ...counts }: S) => ({
  ...counts,
  changes: changes.map(({ examples: _decisions, ...change }) => change),
});

/** What of a report everybody may read, and what its digest is of. */
export const publicReport = ({ recorded, population, ...report }: SimulationReport): PublicReport => ({
  ...report,
  recorded: counted(recorded),
  population: population && counted(population),
});
