import { proof } from '@huren/agreements';
import { agreement } from '@huren/recognition';
import { z } from 'zod';
import { UNKEEPABLE, isKeepable } from './keepable.ts';
import { revision } from './revision.ts';
import type { TopicContract } from '../topic.ts';

/**
 * A version of an agreement with its dates and state. Without a proof that fits nobody decides
 * by it.
 */
export const agreementEvent = z
  .strictObject({
  revision,
  agreement,
  proof: proof.optional(),
})
  .refine(isKeepable, UNKEEPABLE);
export type AgreementEvent = z.infer<typeof agreementEvent>;

/** In force by the dates in it, not by arrival. */
export const agreementTopic: TopicContract<AgreementEvent> = {
  name: 'huren.agreement.v1',
  version: '1.0',
  title: 'A version of an agreement, with its dates and state',
  key: 'id@version',
  producers: ['hub'],
  compacted: true,
  wholeState: true,
  partitions: 1,
  retentionDays: null,
  schema: agreementEvent,
  signed: ['agreement', 'proof'],
  keyOf: ({ agreement: { id, version } }) => `${id}@${version}`,
  versionOf: (data) => data.revision,
};
