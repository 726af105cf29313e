import { appendToOutbox, draftOf, regionTopic } from '@huren/events';
import type { LevelPeriod, Sql } from '@huren/events';
import { chinaTime, isDivision, isSmallest } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';
import { gradeBy, gradingSchemeAt } from '../grading/grading.ts';
import type { CaseFigures } from '../grading/grading.ts';
import { appendPeriod, lockRegion } from './region-store.ts';
import type { GradedPeriod, Region } from './region-store.ts';

export type LevelRequest = {
  readonly division: DivisionCode;
  /** Absent: the one that the figures have. */
  readonly level?: RiskLevel | undefined;
  readonly figures?: CaseFigures | undefined;
  /** Absent: from now on. */
  readonly since?: string | undefined;
  /** Absent: the grading scheme in force at `since`. */
  readonly scheme?: string | undefined;
};

export type LevelRefusal = {
  readonly code:
    | 'unknown_division'
    | 'unknown_scheme'
    | 'invalid_request'
    | 'level_contradicts_figures'
    | 'future'
    | 'out_of_order';
  readonly field: 'division' | 'scheme' | 'level' | 'since';
  readonly message: string;
};

export type LevelAnswer =
  | {
      readonly ok: true;
      readonly outcome: 'changed' | 'unchanged';
      readonly version: number;
      readonly period: GradedPeriod;
    }
  | { readonly ok: false; readonly error: LevelRefusal };

const refuse = (code: LevelRefusal['code'], field: LevelRefusal['field'], message: string): LevelAnswer => ({
  ok: false,
  error: { code, field, message },
});

/**
 * Gives a division a level from an instant on: the one that is said, or that figures have by the scheme's thresholds. The same level again changes nothing; an instant before
 * the present period or in the future is refused. Period and event are written in the caller's transaction.
 */
export const setLevel = async (tx: Sql, request: LevelRequest, now: Date): Promise<LevelAnswer> => {
  const since = request.since ? new Date(request.since) : now;
  if (!isDivision(request.division, since)) {
    return refuse(
      'unknown_division',
      'division',
      `${request.division} is no division of GB/T 2260 at that time`,
    );
  }
  if (!isSmallest(request.division))
    return refuse(
      'unknown_division',
      'division',
      `${request.division} is no county: levels are given by county`,
    );
  if (since > now) return refuse('future', 'since', 'lies in the future');
  const scheme = gradingSchemeAt(since, request.scheme);
  if (!scheme)
    return refuse('unknown_scheme', 'scheme', 'no such grading scheme, or none in force at that time');
  const { version, thresholds, unit } = scheme;
  const { figures = null } = request;
  const graded = figures ? gradeBy(thresholds, figures) : undefined;
  const level = request.level ?? graded;
  if (!level) return refuse('invalid_request', 'level', 'a level or figures say how high the risk is');
  if (graded && level !== graded)
    return refuse('level_contradicts_figures', 'level', `the figures say ${graded}`);
  const grading = { version, thresholds, figures };
  const period = { level, scheme: scheme.id, unit, since: chinaTime(since), grading };
  return apply(tx, await lockRegion(tx, request.division), period, now);
};

const apply = async (tx: Sql, region: Region, period: GradedPeriod, now: Date): Promise<LevelAnswer> => {
  const present = region.periods.at(-1);
  if (present && present.level === period.level && present.scheme === period.scheme) {
    return { ok: true, outcome: 'unchanged', version: region.version, period: present };
  }
  if (present && Date.parse(period.since) <= Date.parse(present.since)) {
    return refuse(
      'out_of_order',
      'since',
      `is not later than the present period, which began ${present.since}`,
    );
  }
  await appendPeriod(tx, region, period, now);
  await publish(tx, region, period, now);
  return { ok: true, outcome: 'changed', version: region.version + 1, period };
};

/** As others know a period: its level, not how it came about. */
const published = ({ grading: _kept, ...period }: GradedPeriod): LevelPeriod => period;

const publish = (tx: Sql, region: Region, period: GradedPeriod, now: Date) =>
  appendToOutbox(tx, [
    draftOf(regionTopic, {
      source: '/risk',
      time: chinaTime(now),
      data: {
        division: region.division,
        ...published(period),
        version: region.version + 1,
        history: region.periods.map(published),
      },
    }),
  ]);
