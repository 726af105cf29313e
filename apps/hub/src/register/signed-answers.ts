import { ANSWER_SIGNATURE, answerDigest, canonicalJson, signAnswer } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import { Answers } from '@huren/platform';
import type { JsonText } from '@huren/platform';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';

/** How long an answer may be taken from a cache, in `Cache-Control`. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
export const A_MINUTE = 'public, max-age=60, stale-if-error=604800';
export const A_MOMENT = 'public, max-age=2';

const isKnown = ({ headers }: FastifyRequest, etag: string): boolean =>
  (headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*');

/** Answers from which a verifier can be served without asking the hub: to be cached, and signed. */
export interface SignedAnswers {
  /**
   * Answers in canonical JSON, whose SM3 is the `ETag`, with the registrar's signature of it; whoever has it already
   * gets 304 and no body.
   */
  send<T>(request: FastifyRequest, reply: FastifyReply, body: T, control?: string): JsonText<T>;
}

export const SIGNED_ANSWERS = Symbol('signed answers');

/** Signatures of the answers that were given last. */
const MOST = 2000;

/** @param keyOf the registrar's key, asked when the first answer is signed */
export const signedAnswers = (keyOf: () => SigningKey): SignedAnswers => {
  const signatures = new LRUCache<string, string>({ max: MOST });
  const signatureOf = (path: string, digest: string): string => {
    const answer = `${digest} ${path}`;
    const signature = signatures.get(answer) ?? signAnswer(path, digest, keyOf());
    signatures.set(answer, signature);
    return signature;
  };
  return {
    send: <T>(request: FastifyRequest, reply: FastifyReply, body: T, control: string = A_MINUTE) => {
      const text = canonicalJson(body);
      const digest = answerDigest(text);
      const etag = `"${digest}"`;
      reply
        .header('etag', etag)
        .header(ANSWER_SIGNATURE, signatureOf(request.url, digest))
        .header('cache-control', control)
        .header('content-type', 'application/json; charset=utf-8');
      if (!isKnown(request, etag)) return text as JsonText<T>;
      reply.status(304);
      return '' as JsonText<T>;
    },
  };
};

const HEADERS = {
  etag: { description: 'SM3 of the body.', schema: { type: 'string' } },
  [ANSWER_SIGNATURE]: {
    description: 'The registrar’s signature of the address and the SM3: `alg="…", kid="…", value="…"`.',
    schema: { type: 'string' },
  },
} as const;

/** How OpenAPI tells of an operation of the register: its answer, and that it may be known already. */
export const AnswersSigned = <S extends z.ZodType>(schema: S): ReturnType<typeof Answers<S>> => {
  const answers = Answers(200, schema);
  return (controller, name, method) => {
    answers(controller, name, method);
    ApiHeader({ name: 'If-None-Match', required: false })(controller, name, method);
    ApiResponse({ status: 304, description: 'What the `ETag` names stands.', headers: HEADERS })(
      controller,
      name,
      method,
    );
  };
};
