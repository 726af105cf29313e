import { dismissal, dismissedLetters, letters, replayed } from '@huren/platform';
import { z } from 'zod';

const keeper = {
  service: z.string().meta({ description: 'Who keeps the letter.' }),
  replica: z.int().meta({
    description:
      'Which of the replicas of the service was asked, from 1; 1 answers for the letters that all share.',
  }),
};

const unanswered = z
  .array(z.strictObject({ ...keeper, reason: z.string() }))
  .meta({ description: 'Services that gave no answer.' });

const next = z.string().nullable().meta({
  description:
    '`after` of the request that goes on at the services that have more; null: none of those that answered has.',
});

/** What operators are answered about the letters of every service. */
export const federationLetters = z
  .strictObject({ letters: z.array(letters.shape.letters.element.extend(keeper)), unanswered, next })
  .meta({ id: 'FederationDeadLetters' });

export const federationReplayed = z
  .strictObject({
    dryRun: z.boolean(),
    counts: replayed.shape.counts,
    letters: z
      .array(replayed.shape.letters.element.extend(keeper))
      .meta({ description: 'The first thousand of each service; all of them are counted.' }),
    unanswered,
    next,
  })
  .meta({ id: 'FederationReplayedLetters' });

export const federationDismissal = z
  .strictObject({
    dryRun: z.boolean(),
    count: dismissal.shape.count,
    letters: z
      .array(dismissal.shape.letters.element.extend(keeper))
      .meta({ description: 'The first thousand of each service; all of them are counted.' }),
    until: dismissal.shape.until.nullable(),
    unanswered,
    next,
  })
  .meta({ id: 'FederationDismissal' });

export const federationDismissedLetters = z
  .strictObject({ letters: z.array(dismissedLetters.shape.letters.element.extend(keeper)), unanswered, next })
  .meta({ id: 'FederationDismissedLetters' });
