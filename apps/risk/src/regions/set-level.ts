import { appendToOutbox, draftOf, regionTopic } from '@huren/events';
import type { LevelPeriod, Sql } from '@huren/events';
import { chinaTime, isDivision } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';
import { gradingSchemeAt, gradingSchemes } from '../grading/grading.ts';
import { appendPeriod, lockRegion } from './region-store.ts';
import type { Region } from './region-store.ts';

export type LevelRequest = {
  readonly division: DivisionCode;
  readonly level: RiskLevel;
  /** Absent: from now on. */
  readonly since?: string;
  /** Absent: the grading scheme in force at `since`. */
  readonly scheme?: string;
};

export type LevelRefusal = {
  readonly code: 'unknown_division' | 'unknown_scheme' | 'future' | 'out_of_order';
  readonly field: 'division' | 'scheme' | 'since';
  readonly message: string;
};

export type LevelAnswer =
  | {
      readonly ok: true;
      readonly outcome: 'changed' | 'unchanged';
      readonly version: number;
      readonly period: LevelPeriod;
    }
  | { readonly ok: false; readonly error: LevelRefusal };

const refuse = (code: LevelRefusal['code'], field: LevelRefusal['field'], message: string): LevelAnswer => ({
  ok: false,
  error: { code, field, message },
});

/**
 * Gives a division a level from an instant on. The same level again changes nothing; an instant before
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
  if (since > now) return refuse('future', 'since', 'lies in the future');
  const scheme = request.scheme
    ? gradingSchemes.find(({ id }) => id === request.scheme)
    : gradingSchemeAt(since);
  if (!scheme)
    return refuse('unknown_scheme', 'scheme', 'no such grading scheme, or none in force at that time');
  const period = { level: request.level, scheme: scheme.id, unit: scheme.unit, since: chinaTime(since) };
  return apply(tx, await lockRegion(tx, request.division), period, now);
};

const apply = async (tx: Sql, region: Region, period: LevelPeriod, now: Date): Promise<LevelAnswer> => {
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

const publish = (tx: Sql, region: Region, period: LevelPeriod, now: Date) =>
  appendToOutbox(tx, [
    draftOf(regionTopic, {
      source: '/risk',
      time: chinaTime(now),
      data: {
        division: region.division,
        ...period,
        version: region.version + 1,
        history: [...region.periods],
      },
    }),
  ]);
