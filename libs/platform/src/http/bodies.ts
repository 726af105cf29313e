import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { isShallow } from '@huren/events';
import { pointerOf } from '@huren/standard';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException, problem } from '../errors/problem.ts';
import { mayHoldFaults, textFaults } from './text-faults.ts';

type ParseJson = (request: FastifyRequest, text: string) => Promise<unknown>;

const CHARSET = /;\s*charset="?([^";\s]+)/i;

/** Bodies come as they are, in UTF-8. @throws ProblemException 415 for another encoding or character set, 400 for bytes that are no UTF-8 */
const textOf = ({ headers }: FastifyRequest, body: Buffer): string => {
  const encoding = headers['content-encoding'] ?? 'identity';
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (encoding !== 'identity' || !/^utf-?8$/i.test(charset))
    throw new ProblemException(
      problem(415, 'unsupported_media_type', 'Bodies are taken in UTF-8 and without a Content-Encoding.'),
    );
  if (!isUtf8(body)) throw new ProblemException(problem(400, 'malformed_text', 'The body is not UTF-8.'));
  return body.toString('utf8');
};

const PLACE = / JSON at position (\d+)( \(line \d+ column \d+\))?$/;

/** The fault of a text that is no JSON: with its place, where the engine tells it. */
const malformed = (text: string, fault: unknown): unknown => {
  try {
    JSON.parse(text);
  } catch (error) {
    const [, place] = PLACE.exec((error as Error).message) ?? [];
    const detail = `The body is not JSON from its character ${Number(place) + 1} on.`;
    if (place !== undefined) return new ProblemException(problem(400, 'malformed_json', detail));
  }
  return fault;
};

/** Refuses text that cannot be kept. @throws ProblemException that names each place */
export const refuseTextFaults = (value: unknown): void => {
  const faults = textFaults(value);
  if (faults.length > 0)
    throw new ProblemException(
      problem(400, 'invalid_request', 'The request has text that cannot be kept.', faults),
    );
};

/** Levels of arrays and objects in one another: a rule may have two hundred, and validation has a stack for some more. */
const DEEPEST = 250;

/** Items of one list: twice as many as anything takes. Each that does not fit has faults of its own to be told. */
const LONGEST = 20_000;

const hasLongList = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ((Array.isArray(value) && value.length > LONGEST) || Object.values(value).some(hasLongList));

/** @throws ProblemException that names each field of a body of which that is to be said */
const refuseFields = (body: unknown, isRefused: (value: unknown) => boolean, reason: string): void => {
  const fields = Object.entries(body ?? {}).filter(([, value]) => isRefused(value));
  const faults = fields.slice(0, 20).map(([name]) => ({ pointer: pointerOf([name]), reason }));
  if (faults.length > 0)
    throw new ProblemException(
      problem(400, 'invalid_request', 'The request is more than anybody reads.', faults),
    );
};

/** Refuses a body that is nested too deep, or has a list too long; a shorter text has no room for either. */
const refuseExcess = (text: string, body: unknown): void => {
  const isDeep = (value: unknown): boolean => !isShallow(value, DEEPEST - 1);
  if (text.length >= 2 * DEEPEST) refuseFields(body, isDeep, `is nested more than ${DEEPEST} levels deep`);
  if (text.length >= 2 * LONGEST) refuseFields(body, hasLongList, `has a list of more than ${LONGEST} items`);
};

/** Takes bodies of JSON and CSV, and of nothing else, without text that cannot be kept. */
export const takeBodies = (fastify: FastifyInstance): void => {
  const parse = promisify(fastify.getDefaultJsonParser('error', 'error').bind(fastify)) as ParseJson;
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const text = textOf(request, body);
      const parsed = await parse(request, text).catch((fault: unknown) => {
        throw malformed(text, fault);
      });
      if (mayHoldFaults(text)) refuseTextFaults(parsed);
      refuseExcess(text, parsed);
      return parsed;
    },
  );
  fastify.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const text = textOf(request, body);
      refuseTextFaults(text);
      return text;
    },
  );
};
