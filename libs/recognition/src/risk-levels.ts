import { RISK_LEVELS, ancestry } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';

/** The level of each county, and the version of the level stream that it came from. */
export type RiskLevels = {
  readonly version: string | null;
  levelOf(division: DivisionCode): RiskLevel | undefined;
};

export type LevelEntry = { readonly division: DivisionCode; readonly level: RiskLevel };

/** Levels of divisions. A division without one has that of the city or province around it, if any. */
export const riskLevels = (entries: Iterable<LevelEntry>, version: string | null): RiskLevels => {
  const levels = new Map([...entries].map(({ division, level }) => [division, level]));
  return {
    version,
    levelOf: (division) =>
      ancestry(division)
        .map((code) => levels.get(code))
        .find((level) => level !== undefined),
  };
};

/** Whether a level is at least another. */
export const isAtLeast = (level: RiskLevel, least: RiskLevel): boolean =>
  RISK_LEVELS.indexOf(level) >= RISK_LEVELS.indexOf(least);
