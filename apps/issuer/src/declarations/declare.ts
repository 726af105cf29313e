import type { Sql } from '@huren/events';
import { chinaDay } from '@huren/standard';
import type { CodeRef } from '@huren/standard';
import type { Stay } from '../assessment/gather-reasons.ts';
import { holdLevels } from '../levels/lock-divisions.ts';
import { adverseOf, keepAdverse } from './declared-facts.ts';
import type { HealthAnswers } from './declared-facts.ts';

/**
 * Replaces a code's health declaration (健康信息申报); the first of a day in China is the day's check-in. What was
 * declared against oneself stays until it is lifted. The caller reassesses.
 */
export const declareHealth = async (
  tx: Sql,
  codeRef: CodeRef,
  answers: HealthAnswers,
  now: Date,
): Promise<void> => {
  await tx.query(
    `insert into health_declaration (code_ref, declared_at, answers) values ($1, $2, $3)
     on conflict (code_ref) do update set declared_at = excluded.declared_at, answers = excluded.answers`,
    [codeRef, now, JSON.stringify(answers)],
  );
  await tx.query('insert into check_in (code_ref, day, at) values ($1, $2, $3) on conflict do nothing', [
    codeRef,
    chinaDay(now),
    now,
  ]);
  await keepAdverse(tx, codeRef, adverseOf(answers, now));
};

/** Adds stays to a code's itinerary (行程申报); one already declared stays as it is. The caller reassesses. */
export const declareItinerary = async (
  tx: Sql,
  codeRef: CodeRef,
  stays: readonly Stay[],
  now: Date,
): Promise<void> => {
  await holdLevels(
    tx,
    stays.flatMap(({ division }) => division ?? []),
  );
  await tx.query(
    `insert into itinerary (code_ref, declared_at) values ($1, $2)
     on conflict (code_ref) do update set declared_at = excluded.declared_at`,
    [codeRef, now],
  );
  await tx.query(
    `insert into stay (code_ref, place, left_on, division, country)
     select $1, * from unnest($2::text[], $3::date[], $4::text[], $5::text[]) on conflict do nothing`,
    [
      codeRef,
      stays.map(({ division, country }) => division ?? country),
      stays.map(({ leftOn }) => leftOn),
      stays.map(({ division }) => division ?? null),
      stays.map(({ country }) => country ?? null),
    ],
  );
};
