import { proof } from '@huren/agreements';
import { ruleSet } from '@huren/recognition';
import { z } from 'zod';
import { UNKEEPABLE, isKeepable } from './keepable.ts';
import { revision } from './revision.ts';
import type { TopicContract } from '../topic.ts';

export const RULE_SET_STATES = ['in_force', 'suspended', 'ended'] as const;

/**
 * A version of a rule set with its dates and state. Without a proof that fits nobody decides
 * by it.
 */
export const ruleSetEvent = z
  .strictObject({
  revision,
  state: z.enum(RULE_SET_STATES),
  ruleSet,
  proof: proof.optional(),
})
  .refine(isKeepable, UNKEEPABLE);
export type RuleSetEvent = z.infer<typeof ruleSetEvent>;

/** In force by the dates in it, not by arrival. */
export const ruleSetTopic: TopicContract<RuleSetEvent> = {
  name: 'huren.ruleset.v1',
  version: '1.0',
  title: 'A version of a rule set, with its dates and state',
  key: 'id@version',
  producers: ['hub'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: ruleSetEvent,
  signed: ['ruleSet', 'proof'],
  keyOf: ({ ruleSet: { id, version } }) => `${id}@${version}`,
  versionOf: (data) => data.revision,
};
