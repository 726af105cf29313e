import type { Transactions } from '@huren/events';
import type { Sql } from '@huren/events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOnce } from '../idempotency/answer-once.ts';
import type { Answer } from '../idempotency/answer-once.ts';

/** The request's `Idempotency-Key`; undefined: the write is simply done. */
export const idempotencyKeyOf = ({ headers }: FastifyRequest): string | undefined => {
  const header = headers['idempotency-key'];
  return Array.isArray(header) ? header[0] : header;
};

/**
 * Answers a write: one transaction holds the `Idempotency-Key`, the work and its answer. An answer of 400 and
 * above is a problem document and rolls the work back.
 */
export const answerWrite = async (
  transactions: Transactions,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Sql) => Promise<Answer>,
): Promise<unknown> => {
  const key = idempotencyKeyOf(request);
  const [path = ''] = request.url.split('?');
  const answer = await answerOnce(
    transactions,
    {
      key,
      route: `${request.method} ${path}`,
      body: request.body,
    },
    work,
  );
  reply.status(answer.status);
  if (answer.status >= 400) reply.header('content-type', 'application/problem+json');
  return answer.body;
};
