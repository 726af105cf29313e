import { canonicalJson, sm3 } from '@huren/crypto';
import type { JsonText } from '@huren/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long an answer may be taken from a cache, in `Cache-Control`. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
export const A_MINUTE = 'public, max-age=60, stale-if-error=604800';
export const A_MOMENT = 'public, max-age=2';

const isKnown = ({ headers }: FastifyRequest, etag: string): boolean =>
  (headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*');

/** Answers in canonical JSON, whose SM3 is the `ETag`; whoever has it already gets 304 and no body. */
export const cacheable = <T>(
  request: FastifyRequest,
  reply: FastifyReply,
  body: T,
  control: string = A_MINUTE,
): JsonText<T> => {
  const text = canonicalJson(body);
  const etag = `"sm3:${sm3(text).toString('hex')}"`;
  reply
    .header('etag', etag)
    .header('cache-control', control)
    .header('content-type', 'application/json; charset=utf-8');
  if (!isKnown(request, etag)) return text as JsonText<T>;
  reply.status(304);
  return '' as JsonText<T>;
};
