import { decision } from '@huren/recognition';
import { codeRef, subject } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** A decision, and whom it was about as far as that is known. */
export const decisionEvent = z.strictObject({
  subject: subject.optional(),
  codeRef: codeRef.optional(),
  decision,
});
export type DecisionEvent = z.infer<typeof decisionEvent>;

export const decisionTopic: TopicContract<DecisionEvent> = {
  name: 'huren.decision.v1',
  version: '1.0',
  title: 'Each decision',
  key: 'subject, else codeRef, else decisionId',
  producers: ['hub', 'issuer'],
  compacted: false,
  wholeState: false,
  partitions: 8,
  retentionDays: 30,
  schema: decisionEvent,
  keyOf: (data) => data.subject ?? data.codeRef ?? data.decision.decisionId,
};
