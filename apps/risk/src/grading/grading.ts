import type { LevelPeriod } from '@huren/events';
import type { RiskLevel } from '@huren/standard';
import founding from './grading-schemes.json' with { type: 'json' };

/** What a grading of February 2020 looks at, of one county. */
export type CaseFigures = {
  /** Confirmed cases in all. */
  readonly total: number;
  /** New confirmed cases in the last 14 days. */
  readonly newIn14Days: number;
  /** A cluster of cases in the last 14 days. */
  readonly clusterIn14Days: boolean;
};

export type GradingScheme = {
  readonly id: string;
  readonly unit: LevelPeriod['unit'];
  readonly validFrom: string;
  readonly validTo: string | null;
};

const MANY_CASES = 50;

/** The level of a county by the grading of February 2020. */
export const gradeCounty = ({ total, newIn14Days, clusterIn14Days }: CaseFigures): RiskLevel => {
  if (newIn14Days === 0) return 'low';
  return total > MANY_CASES && clusterIn14Days ? 'high' : 'medium';
};

export const gradingSchemes = founding.schemes as readonly GradingScheme[];

/** The scheme in force at an instant; of several the one that began last. */
export const gradingSchemeAt = (at: Date): GradingScheme | undefined =>
  gradingSchemes
    .filter(
      ({ validFrom, validTo }) =>
        Date.parse(validFrom) <= at.getTime() && !(validTo && Date.parse(validTo) <= at.getTime()),
    )
    .sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom))[0];
