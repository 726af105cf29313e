import { letters, replayed } from '@huren/platform';
import { z } from 'zod';

const service = z.string().meta({ description: 'Who keeps the letter.' });

const unanswered = z
  .array(z.strictObject({ service: z.string(), reason: z.string() }))
  .meta({ description: 'Services that gave no answer.' });

/** What operators are answered about the letters of every service. */
export const federationLetters = z
  .strictObject({ letters: z.array(letters.shape.letters.element.extend({ service })), unanswered })
  .meta({ id: 'FederationDeadLetters' });

export const federationReplayed = z
  .strictObject({
    dryRun: z.boolean(),
    letters: z.array(replayed.shape.letters.element.extend({ service })),
    unanswered,
  })
  .meta({ id: 'FederationReplayedLetters' });
