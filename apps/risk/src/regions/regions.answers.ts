import { levelPeriod } from '@huren/events';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';

const thresholds = z.strictObject({
  days: z.int(),
  mediumFromNew: z.int(),
  highFromTotal: z.int(),
  highNeedsCluster: z.boolean(),
});

const figures = z.strictObject({ total: z.int(), newIn14Days: z.int(), clusterIn14Days: z.boolean() });

const grading = z
  .strictObject({ version: z.int(), thresholds, figures: figures.nullable() })
  .meta({ description: 'How the level came about: the version of the scheme, and the figures if told.' });

const period = levelPeriod.extend({ grading });

const graded = { division: divisionCode, ...period.shape };

/** The level of a division after a write, of all at an instant, and over time. */
export const levelAnswer = z
  .strictObject({ ...graded, version: z.int(), outcome: z.enum(['changed', 'unchanged']) })
  .meta({ id: 'RegionLevel' });

export const levelsAnswer = z
  .strictObject({ at: instant, regions: z.array(z.strictObject(graded)) })
  .meta({ id: 'RegionLevels' });

export const historyAnswer = z
  .strictObject({ division: divisionCode, history: z.array(period) })
  .meta({ id: 'RegionHistory' });
