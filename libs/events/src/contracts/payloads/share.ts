import { codeRef, divisionCode, healthCodeRecord, instant } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/**
 * A record shared with a path-1 province until the stay ends, or the end of the sharing. `version` is
 * the sharing's own: a stay may begin anew with an unchanged record.
 */
export const shareEvent = z.union([
  z.strictObject({
    codeRef,
    version: z.int().positive(),
    sharedWith: divisionCode,
    until: instant,
    record: healthCodeRecord,
  }),
  z.strictObject({ codeRef, version: z.int().positive(), erased: z.literal(true) }),
]);
export type ShareEvent = z.infer<typeof shareEvent>;

export const shareTopic: TopicContract<ShareEvent> = {
  name: 'huren.share.{issuer}.v1',
  version: '1.0',
  title: 'What is shared with a province that decides itself',
  key: 'codeRef',
  producers: ['hub'],
  compacted: true,
  wholeState: true,
  partitions: 4,
  retentionDays: null,
  schema: shareEvent,
  keyOf: (data) => data.codeRef,
  versionOf: (data) => data.version,
};

/** The topic on which records are shared with one province. */
export const shareTopicOf = (issuer: string): string => shareTopic.name.replace('{issuer}', issuer);
