import { instant } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** That a consumer could not apply an event. The letter itself is a row at the consumer. */
export const deadLetterNotice = z.strictObject({
  letterId: z.string().min(1),
  consumer: z.string().min(1),
  topic: z.string().min(1),
  partition: z.int().min(0),
  offset: z.int().min(0),
  key: z.string(),
  eventId: z.string(),
  /** Code and name only: a message may quote the data. */
  error: z.strictObject({ code: z.string().min(1), name: z.string().min(1) }),
  attempts: z.int().positive(),
  at: instant,
});
export type DeadLetterNotice = z.infer<typeof deadLetterNotice>;

const SUFFIX = '.dlq';

export const deadLetterTopicOf = (topic: string): string => `${topic}${SUFFIX}`;
export const isDeadLetterTopic = (topic: string): boolean => topic.endsWith(SUFFIX);

/** The contract of the notices about one topic: same key, same partitions. */
export const noticeContract = (about: TopicContract): TopicContract<DeadLetterNotice> => ({
  name: deadLetterTopicOf(about.name),
  version: '1.0',
  title: `What could not be applied of ${about.name}`,
  key: about.key,
  producers: ['every consumer'],
  compacted: false,
  wholeState: false,
  partitions: about.partitions,
  retentionDays: 30,
  schema: deadLetterNotice,
  keyOf: (data) => data.key,
});
