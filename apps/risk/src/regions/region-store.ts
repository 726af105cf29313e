import type { LevelPeriod, Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';
import type { CaseFigures, Grading, Thresholds } from '../grading/grading.ts';

/** A period of a level, and how the level came about. */
export type GradedPeriod = LevelPeriod & { readonly grading: Grading };

/** A division and the periods of its level, oldest first. The last one holds now. */
export type Region = {
  readonly division: DivisionCode;
  readonly version: number;
  readonly periods: readonly GradedPeriod[];
};

type PeriodRow = {
  level: RiskLevel;
  scheme: string;
  unit: LevelPeriod['unit'];
  since: Date;
  scheme_version: number;
  thresholds: Thresholds;
  figures: CaseFigures | null;
};

const COLUMNS = 'level, scheme, unit, since, scheme_version, thresholds, figures';

const toPeriod = ({ level, scheme, unit, since, ...row }: PeriodRow): GradedPeriod => ({
  level,
  scheme,
  unit,
  since: chinaTime(since),
  grading: { version: row.scheme_version, thresholds: row.thresholds, figures: row.figures },
});

/** The region, locked against other writers until the transaction ends. */
export const lockRegion = async (tx: Sql, division: DivisionCode): Promise<Region> => {
  await tx.query(
    `insert into region (division, version, since) values ($1, 0, '-infinity') on conflict do nothing`,
    [division],
  );
  const [row] = await tx.query<{ version: number }>(
    'select version from region where division = $1 for update',
    [division],
  );
  return { division, version: row?.version ?? 0, periods: await periodsOf(tx, division) };
};

/** The periods of a division's level, oldest first; none where it was never graded. */
export const periodsOf = async (sql: Sql, division: DivisionCode): Promise<GradedPeriod[]> => {
  const rows = await sql.query<PeriodRow>(
    `select ${COLUMNS} from region_level where division = $1 order by since`,
    [division],
  );
  return rows.map(toPeriod);
};

/** Writes the next version of a locked region. */
export const appendPeriod = async (
  tx: Sql,
  region: Region,
  period: GradedPeriod,
  now: Date,
): Promise<void> => {
  await tx.query(
    `insert into region_level (division, since, level, scheme, unit, recorded_at, scheme_version, thresholds, figures)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      region.division,
      period.since,
      period.level,
      period.scheme,
      period.unit,
      now,
      period.grading.version,
      JSON.stringify(period.grading.thresholds),
      period.grading.figures && JSON.stringify(period.grading.figures),
    ],
  );
  await tx.query('update region set version = $2, since = $3 where division = $1', [
    region.division,
    region.version + 1,
    period.since,
  ]);
};

/** The level that each graded division had at an instant. */
export const levelsAt = async (
  sql: Sql,
  at: Date,
): Promise<({ division: DivisionCode } & GradedPeriod)[]> => {
  const rows = await sql.query<PeriodRow & { division: DivisionCode }>(
    `select distinct on (division) division, ${COLUMNS}
       from region_level where since <= $1 order by division, since desc`,
    [at],
  );
  return rows.map((row) => ({ division: row.division, ...toPeriod(row) }));
};
