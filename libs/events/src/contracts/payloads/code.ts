import { healthCodeRecord, recordTombstone } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** The canonical record after a change, or the tombstone of an erased one. */
export const codeEvent = z.union([healthCodeRecord, recordTombstone]);
export type CodeEvent = z.infer<typeof codeEvent>;

export const codeTopic: TopicContract<CodeEvent> = {
  name: 'huren.code.v1',
  version: '1.0',
  title: 'A code after each change, or the tombstone of an erased one',
  key: 'codeRef',
  producers: ['issuer', 'hub'],
  compacted: true,
  wholeState: true,
  partitions: 8,
  retentionDays: null,
  schema: codeEvent,
  keyOf: (data) => data.codeRef,
  versionOf: (data) => data.version,
};
