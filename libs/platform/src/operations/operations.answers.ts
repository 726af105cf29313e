import { z } from 'zod';

const letterError = z.strictObject({ code: z.string(), name: z.string(), message: z.string() });

const maskedEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string(),
    source: z.string(),
    type: z.string(),
    time: z.string(),
    topic: z.string(),
    key: z.string(),
    dataschema: z.string(),
    stateversion: z.number().optional(),
    data: z.unknown(),
  })
  .meta({ description: 'The CloudEvents attributes, and the payload without its values.' });

const kept = z.strictObject({
  id: z.string(),
  consumer: z.string(),
  topic: z.string(),
  partition: z.int(),
  offset: z.int(),
  key: z.string(),
  state: z.enum(['failed', 'parked']).meta({ description: '`parked` behind a failed event of its key.' }),
});

const letter = kept.extend({
  event: maskedEvent,
  error: letterError.nullable(),
  attempts: z.int(),
  at: z.iso.datetime(),
});

const replayedLetter = z.strictObject({
  id: z.string(),
  topic: z.string(),
  key: z.string(),
  result: z
    .enum(['applied', 'stale', 'duplicate', 'valid', 'failed', 'waiting'])
    .meta({ description: '`valid` in a dry run; those that are `waiting` are counted alone.' }),
  error: letterError.optional(),
});

const dismissedLetter = kept
  .extend({
    attempts: z.int(),
    at: z.iso.datetime(),
    eventId: z.string(),
    source: z.string(),
    type: z.string(),
    time: z.string(),
    dataschema: z.string(),
    stateVersion: z.int().nullable(),
    digest: z
      .string()
      .nullable()
      .meta({ description: 'SM3 over the JSON of the event; null: it does not keep to its contract.' }),
    error: letterError.omit({ message: true }).nullable(),
    officer: z.string().meta({ description: 'Who answers for it.' }),
    grounds: z.string(),
    keeper: z.string().meta({
      description: '`database`, or the process that kept the letter itself: its host and number.',
    }),
    dismissedAt: z.iso.datetime(),
  })
  .meta({
    description:
      'The attributes of an event that does not keep to its contract are masked: they may be anything.',
  });

const counts = z
  .strictObject({
    applied: z.int(),
    stale: z.int(),
    duplicate: z.int(),
    valid: z.int(),
    failed: z.int(),
    waiting: z.int(),
  })
  .meta({
    description:
      'Of all letters, by what became of them; `waiting` behind an event of their key that failed again, which is told.',
  });

const next = z
  .string()
  .nullable()
  .meta({ description: '`after` of the request that goes on; null: all were gone through.' });

const expired = z
  .int()
  .meta({ description: 'Messages that waited until they were past their retention and gone.' });

const partition = z.strictObject({
  partition: z.int(),
  head: z.int().meta({ description: 'The end of the partition.' }),
  committed: z.int().nullable().meta({ description: 'null where the group has not begun.' }),
  lag: z.int().meta({ description: 'Messages that wait.' }),
  expired,
});

const topic = z.strictObject({
  topic: z.string(),
  groups: z.array(
    z.strictObject({ group: z.string(), lag: z.int(), expired, partitions: z.array(partition) }),
  ),
});

/** What operators are answered. */
export const letters = z.strictObject({ letters: z.array(letter), next }).meta({ id: 'DeadLetters' });
export const replayed = z
  .strictObject({
    dryRun: z.boolean(),
    counts,
    letters: z
      .array(replayedLetter)
      .meta({ description: 'The first thousand of those that were gone through; all of them are counted.' }),
    next,
  })
  .meta({ id: 'ReplayedLetters' });
export const dismissal = z
  .strictObject({
    dryRun: z.boolean(),
    count: z.int().meta({ description: 'Of all letters that are dismissed, or would be.' }),
    letters: z.array(kept).meta({ description: 'The first thousand of them.' }),
    until: z.iso.datetime().meta({
      description:
        'Letters that were put until then were chosen. A request that carries it takes none that was put later.',
    }),
    next,
  })
  .meta({ id: 'Dismissal' });
export const dismissedLetters = z
  .strictObject({ letters: z.array(dismissedLetter), next })
  .meta({ id: 'DismissedLetters' });
export const topics = z.strictObject({ topics: z.array(topic) }).meta({ id: 'Topics' });
