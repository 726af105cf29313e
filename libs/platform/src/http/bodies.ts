import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException, problem } from '../errors/problem.ts';
import { mayHoldFaults, textFaults } from './text-faults.ts';

type ParseJson = (request: FastifyRequest, text: string) => Promise<unknown>;

const textOf = (body: Buffer): string => {
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
      const text = textOf(body);
      const parsed = await parse(request, text);
      if (mayHoldFaults(text)) refuseTextFaults(parsed);
      return parsed;
    },
  );
  fastify.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      const text = textOf(body);
      refuseTextFaults(text);
      return text;
    },
  );
};
