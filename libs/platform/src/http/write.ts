import type { Transactions } from '@huren/events';
import type { Sql } from '@huren/events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOnce } from '../idempotency/answer-once.ts';
import type { Answer } from '../idempotency/answer-once.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Keys the digests that are kept of the bodies of writes. */
    digestKey: Uint8Array;
  }
}

/** The request's `Idempotency-Key`; undefined: the write is simply done. */
export const idempotencyKeyOf = ({ headers }: FastifyRequest): string | undefined => {
  const header = headers['idempotency-key'];
  return Array.isArray(header) ? header[0] : header;
};

/**
 * Answers a write: one transaction holds the `Idempotency-Key`, the work and its answer. What is thrown rolls the
 * work back.
 */
export const answerWrite = async <Body>(
  transactions: Transactions,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Sql) => Promise<Answer<Body>>,
): Promise<Body> => {
  const [path = ''] = request.url.split('?');
  const { digestKey } = request.server;
  const asked = {
    key: idempotencyKeyOf(request),
    route: `${request.method} ${path}`,
    body: request.body,
    digestKey,
  };
  const answer = await answerOnce(transactions, asked, work);
  reply.status(answer.status);
  return answer.body;
};
