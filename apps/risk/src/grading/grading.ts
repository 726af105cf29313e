import type { LevelPeriod } from '@huren/events';
import type { RiskLevel } from '@huren/standard';
import founding from './grading-schemes.json' with { type: 'json' };

/** What a grading looks at, of one unit. */
export type CaseFigures = {
  /** Confirmed cases in all. */
  readonly total: number;
  /** New confirmed cases in the last 14 days. */
  readonly newIn14Days: number;
  /** A cluster of cases in the last 14 days. */
  readonly clusterIn14Days: boolean;
};

/** What makes a level of figures: new cases within some days, cases in all, and whether they must be a cluster. */
export type Thresholds = {
  readonly days: number;
  readonly mediumFromNew: number;
  readonly highFromTotal: number;
  readonly highNeedsCluster: boolean;
};

/** A scheme in one version; another substance is another version. */
export type GradingScheme = {
  readonly id: string;
  readonly version: number;
  readonly unit: LevelPeriod['unit'];
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly thresholds: Thresholds;
};

/** How a level came about: kept with it, and enough to come to it again. `figures` null: it was given as it is. */
export type Grading = Pick<GradingScheme, 'version' | 'thresholds'> & {
  readonly figures: CaseFigures | null;
};

/** The level that figures have by a scheme's thresholds. */
export const gradeBy = (
  { mediumFromNew, highFromTotal, highNeedsCluster }: Thresholds,
  { total, newIn14Days, clusterIn14Days }: CaseFigures,
): RiskLevel => {
  if (newIn14Days < mediumFromNew) return 'low';
  return total >= highFromTotal && (clusterIn14Days || !highNeedsCluster) ? 'high' : 'medium';
};

export const gradingSchemes = founding.schemes as readonly GradingScheme[];

const isInForce = ({ validFrom, validTo }: GradingScheme, at: Date): boolean =>
  Date.parse(validFrom) <= at.getTime() && !(validTo && Date.parse(validTo) <= at.getTime());

/**
 * The scheme in force at an instant: of the one named, or of any. Of several the one that began last, in its newest
 * version.
 */
export const gradingSchemeAt = (
  at: Date,
  named?: string,
  schemes: readonly GradingScheme[] = gradingSchemes,
): GradingScheme | undefined =>
  schemes
    .filter((scheme) => isInForce(scheme, at) && (named === undefined || scheme.id === named))
    .sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom) || b.version - a.version)[0];
