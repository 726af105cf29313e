import { reason, subject } from '@huren/standard';
import { z } from 'zod';
import type { TopicContract } from '../topic.ts';

/** A fact of a person, in the form in which it stands in a record as a reason. */
export const personFact = z.strictObject({ id: z.string().min(1), reason });
export type PersonFact = z.infer<typeof personFact>;

/** All facts of a subject that hold; a withdrawn fact is no longer among them. */
export const personEvent = z.union([
  z.strictObject({ subject, version: z.int().positive(), facts: z.array(personFact) }),
  z.strictObject({ subject, version: z.int().positive(), erased: z.literal(true) }),
]);
export type PersonEvent = z.infer<typeof personEvent>;

export const personTopic: TopicContract<PersonEvent> = {
  name: 'huren.risk.person.v1',
  version: '1.0',
  title: 'The facts of a subject, or the tombstone of an erased one',
  key: 'subject',
  producers: ['risk'],
  compacted: true,
  wholeState: true,
  partitions: 8,
  retentionDays: null,
  schema: personEvent,
  keyOf: (data) => data.subject,
  versionOf: (data) => data.version,
};
