import type { TopicContract } from './topic.ts';

const DAY_MS = 86_400_000;

/** How Kafka is to keep a topic: what the AsyncAPI document says, and what topics are created with. */
export const topicSettings = ({ compacted, retentionDays, partitions }: TopicContract) => ({
  partitions,
  cleanupPolicy: compacted ? ('compact' as const) : ('delete' as const),
  /** -1: for ever. Compaction knows no age. */
  retentionMs: compacted ? null : retentionDays === null ? -1 : retentionDays * DAY_MS,
});
