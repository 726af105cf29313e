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

const isKnown = ({ headers }: Pick<FastifyRequest, 'headers'>, etag: string): boolean =>
  (headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*');

/** What is answered, and what says that it is still the same. */
export type Source<T> = {
  /** The same for as long as `make` makes the same for an address; null: it is made anew each time. */
  readonly stamp: string | null;
  make(): T | Promise<T>;
};

/** Answers from which a verifier can be served without asking the hub: to be cached, and signed. */
export interface SignedAnswers {
  /**
   * Answers in canonical JSON, whose SM3 is the `ETag`, with the registrar's signature of it; whoever has it already
   * gets 304 and no body. An address whose stamp is the same is answered by the same bytes, which are not made again.
   */
  send<T>(
    request: Pick<FastifyRequest, 'url' | 'headers'>,
    reply: Pick<FastifyReply, 'header' | 'status'>,
    source: Source<T>,
    control?: string,
  ): Promise<JsonText<T>>;
}

export const SIGNED_ANSWERS = Symbol('signed answers');

/** Answers that were given last, as many as have so many characters together. */
const MOST_TEXT = 64_000_000;

type Signed = {
  readonly stamp: string | null;
  readonly text: string;
  readonly digest: string;
  readonly signature: string;
};

/** @param keyOf the registrar's key, asked when the first answer is signed */
export const signedAnswers = (keyOf: () => SigningKey): SignedAnswers => {
  const given = new LRUCache<string, Signed>({
    maxSize: MOST_TEXT,
    sizeCalculation: ({ text }) => text.length + 1,
  });
  const answer = async <T>(path: string, { stamp, make }: Source<T>): Promise<Signed> => {
    const known = given.get(path);
    if (known && stamp !== null && known.stamp === stamp) return known;
    const text = canonicalJson(await make());
    const digest = answerDigest(text);
    const signature = known?.digest === digest ? known.signature : signAnswer(path, digest, keyOf());
    const signed = { stamp, text, digest, signature };
    given.set(path, signed);
    return signed;
  };
  return {
    send: async <T>(
      request: Pick<FastifyRequest, 'url' | 'headers'>,
      reply: Pick<FastifyReply, 'header' | 'status'>,
      source: Source<T>,
      control: string = A_MINUTE,
    ) => {
      const { text, digest, signature } = await answer(request.url, source);
      const etag = `"${digest}"`;
      reply
        .header('etag', etag)
        .header(ANSWER_SIGNATURE, signature)
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
