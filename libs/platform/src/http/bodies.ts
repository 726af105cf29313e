import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
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

/** Refuses text that cannot be kept. @throws ProblemException that names each place */
export const refuseTextFaults = (value: unknown): void => {
  const faults = textFaults(value);
  if (faults.length > 0)
    throw new ProblemException(
      problem(400, 'invalid_request', 'The request has text that cannot be kept.', faults),
    );
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
      const parsed = await parse(request, text);
      if (mayHoldFaults(text)) refuseTextFaults(parsed);
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
