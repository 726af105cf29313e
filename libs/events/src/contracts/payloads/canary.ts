import { instant } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** A decision made only to see that decisions are made and their events arrive. It is about nobody. */
export const canaryEvent = z.strictObject({
  /** A running hub: its own for each start of the process. */
  hub: z.uuid(),
  /** Counts this hub's canaries. */
  version: z.int().positive(),
  sentAt: instant,
  result: z.string().min(1),
});
export type CanaryEvent = z.infer<typeof canaryEvent>;

/** Who waits for canaries. */
export const CANARY_GROUP = 'hub.canary';

export const canaryTopic: TopicContract<CanaryEvent> = {
  name: 'huren.canary.v1',
  version: '1.0',
  title: 'That decisions are made and their events arrive',
  key: 'hub',
  producers: ['hub'],
  compacted: false,
  wholeState: true,
  partitions: 1,
  retentionDays: 1,
  schema: canaryEvent,
  keyOf: (data) => data.hub,
  versionOf: (data) => data.version,
};
