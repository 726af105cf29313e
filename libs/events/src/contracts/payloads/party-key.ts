import { toldKey } from '@huren/agreements';
import type { ToldKey } from '@huren/agreements';
import type { TopicContract } from '../topic.ts';

/** A key with which a person signs for a party. Nobody believes it without the registrar's seal. */
export const partyKeyEvent = toldKey;
export type PartyKeyEvent = ToldKey;

export const partyKeyTopic: TopicContract<PartyKeyEvent> = {
  name: 'huren.partykey.v1',
  version: '1.1',
  title: 'A key with which a person signs for a party',
  key: 'kid',
  producers: ['hub'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: partyKeyEvent,
  signed: ['key', 'seal'],
  keyOf: ({ key: { kid } }) => kid,
  versionOf: (data) => data.revision,
};
