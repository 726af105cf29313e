import type { ReplayPlace } from '@huren/events';
import { z } from 'zod';
import { refuse } from '../errors/problem.ts';

const text = z.string().regex(/^[^\0]*$/);
const cursor = z.strictObject({
  consumer: text,
  topic: text,
  key: text,
  offset: z.int(),
  partition: z.int(),
  begun: z.iso.datetime({ precision: 6 }).startsWith('2').optional(),
});

/** Where a list or a replay goes on among the letters of a service: at a consumer, after one of its letters. */
export type LetterCursor = ReplayPlace & { readonly consumer: string };

/** As requests and answers carry it. */
export const cursorText = ({ consumer, topic, key, offset, partition, begun }: LetterCursor): string =>
  Buffer.from(JSON.stringify({ consumer, topic, key, offset, partition, begun })).toString('base64url');

/** What a text stands for. @throws ProblemException that names `after` where it stands for none */
export const cursorOf = (given: string | undefined): LetterCursor | undefined => {
  if (given === undefined) return undefined;
  try {
    return cursor.parse(JSON.parse(Buffer.from(given, 'base64url').toString()));
  } catch {
    return refuse(400, 'invalid_request', 'after', 'is not `next` of an answer');
  }
};
