import { registeredKey } from '@huren/agreements';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** A key with which a person signs for a party. `revision` counts the changes of its end. */
export const partyKeyEvent = z.strictObject({ revision: z.int().positive(), key: registeredKey });
export type PartyKeyEvent = z.infer<typeof partyKeyEvent>;

export const partyKeyTopic: TopicContract<PartyKeyEvent> = {
  name: 'huren.partykey.v1',
  version: '1.0',
  title: 'A key with which a person signs for a party',
  key: 'kid',
  producers: ['hub'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: partyKeyEvent,
  keyOf: ({ key: { kid } }) => kid,
  versionOf: (data) => data.revision,
};
