import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** That everything a publisher had to say up to a moment stands on the bus. */
export const feedEvent = z.strictObject({
  /** `risk`, or a deployment of issuers. */
  publisher: z.string().regex(/^[a-z0-9.-]{1,60}$/, 'lower-case name of a publisher'),
  /** Whose codes it publishes. */
  issuers: z.array(divisionCode),
  /** By the domain clock. */
  completeAt: instant,
  version: z.int().positive(),
});
export type FeedEvent = z.infer<typeof feedEvent>;

export const feedTopic: TopicContract<FeedEvent> = {
  name: 'huren.feed.v1',
  version: '1.0',
  title: 'Up to when all that a publisher had to say stands on the bus',
  key: 'publisher',
  producers: ['issuer', 'risk'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: feedEvent,
  keyOf: (data) => data.publisher,
  versionOf: (data) => data.version,
};
