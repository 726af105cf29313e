import { RISK_LEVELS, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** What a grading scheme grades. */
export const GRADING_UNITS = ['county', 'compound', 'building'] as const;

/** A level and since when it holds, under a versioned grading scheme. */
export const levelPeriod = z.strictObject({
  level: z.enum(RISK_LEVELS),
  scheme: z.string().regex(/^[a-z0-9-]+$/, 'lower-case name of a grading scheme'),
  unit: z.enum(GRADING_UNITS),
  since: instant,
});
export type LevelPeriod = z.infer<typeof levelPeriod>;

/** The level of a division; `history` holds the earlier periods, oldest first. */
export const regionEvent = z.strictObject({
  division: divisionCode,
  ...levelPeriod.shape,
  version: z.int().positive(),
  history: z.array(levelPeriod),
});
export type RegionEvent = z.infer<typeof regionEvent>;

/** One partition: its offset is the `riskVersion` that decisions name. */
export const regionTopic: TopicContract<RegionEvent> = {
  name: 'huren.risk.region.v1',
  version: '1.0',
  title: 'The risk level of a division, with its history',
  key: 'division',
  producers: ['risk'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: regionEvent,
  keyOf: (data) => data.division,
  versionOf: (data) => data.version,
};
