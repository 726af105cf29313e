import { RISK_LEVELS, ancestry } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';

/** The level of each county, and the version of the level stream that it came from. */
export type RiskLevels = {
  readonly version: string | null;
  levelOf(division: DivisionCode): RiskLevel | undefined;
};

export type LevelEntry = { readonly division: DivisionCode; readonly level: RiskLevel };

const mapOf = (entries: Iterable<LevelEntry>): Map<DivisionCode, RiskLevel> =>
  new Map([...entries].map(({ division, level }) => [division, level]));

/** Levels of divisions. A division without one has that of the city or province around it, if any. */
export const riskLevels = (entries: Iterable<LevelEntry>, version: string | null): RiskLevels => {
  const levels = mapOf(entries);
  const around = (division: DivisionCode): DivisionCode | undefined =>
    ancestry(division).find((code) => levels.has(code));
  return { version, levelOf: (division) => levels.get(around(division) ?? division) };
};

/** Levels of just the divisions given: what a decision was told, for telling it again. */
export const exactLevels = (entries: Iterable<LevelEntry>, version: string | null): RiskLevels => {
  const levels = mapOf(entries);
  return { version, levelOf: (division) => levels.get(division) };
};

export type RecordedLevels = RiskLevels & { told(): LevelEntry[] };

/** Levels that remember which of them were asked for, in order of their divisions. */
export const recorded = (levels: RiskLevels): RecordedLevels => {
  const asked = new Map<DivisionCode, RiskLevel>();
  return {
    version: levels.version,
    levelOf: (division) => {
      const level = levels.levelOf(division);
      if (level) asked.set(division, level);
      return level;
    },
    told: () =>
      [...asked].sort(([a], [b]) => Number(a) - Number(b)).map(([division, level]) => ({ division, level })),
  };
};

/** Whether a level is at least another. */
export const isAtLeast = (level: RiskLevel, least: RiskLevel): boolean =>
  RISK_LEVELS.indexOf(level) >= RISK_LEVELS.indexOf(least);
