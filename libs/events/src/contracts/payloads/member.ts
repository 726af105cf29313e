import { PATHS } from '@huren/recognition';
import { divisionCode } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** A member and the path by which it takes part. `version` counts the changes of its path. */
export const memberEvent = z.strictObject({
  division: divisionCode,
  path: z.literal(PATHS),
  version: z.int().positive(),
});
export type MemberEvent = z.infer<typeof memberEvent>;

export const memberTopic: TopicContract<MemberEvent> = {
  name: 'huren.member.v1',
  version: '1.0',
  title: 'A member and the path by which it takes part',
  key: 'division',
  producers: ['hub'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: memberEvent,
  keyOf: (data) => data.division,
  versionOf: (data) => data.version,
};
