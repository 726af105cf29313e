import { REASON_KINDS, codeRef, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

export const CORRECTION_STATES = [
  'filed',
  'approved_once',
  'escalated',
  'escalated_once',
  'upheld',
  'rejected',
] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** A correction after each of its steps. What its holder states, and who decided, stays with the issuer of the code. */
export const correctionEvent = z.strictObject({
  correctionId: z.uuid(),
  version: z.int().positive(),
  codeRef,
  kind: z.enum(REASON_KINDS).meta({ description: 'Kind of the reason that is disputed.' }),
  statedBy: divisionCode.meta({ description: 'The issuer of that reason.' }),
  addressee: divisionCode.meta({ description: 'Who must answer: that issuer, or its superior.' }),
  state: z.enum(CORRECTION_STATES),
  filedAt: instant,
  dueAt: instant.meta({ description: 'When it goes to the superior.' }),
});
export type CorrectionEvent = z.infer<typeof correctionEvent>;

export const correctionTopic: TopicContract<CorrectionEvent> = {
  name: 'huren.correction.v1',
  version: '1.0',
  title: 'A correction that was filed, escalated or decided',
  key: 'correctionId',
  producers: ['issuer'],
  compacted: false,
  wholeState: true,
  partitions: 4,
  retentionDays: 30,
  schema: correctionEvent,
  keyOf: (data) => data.correctionId,
  versionOf: (data) => data.version,
};
