import { randomBytes } from 'node:crypto';
import { codeTopic, draftOf } from '@huren/events';
import type { CodeEvent, EventDraft } from '@huren/events';
import { REASON_KINDS, chinaTime } from '@huren/standard';
import type { CodeRef } from '@huren/standard';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;

const chance = (length: number): string =>
  Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

const stateOf = (now: Date): CodeEvent => ({
  standard: '1.0',
  codeRef: `420000.${chance(LENGTH)}` as CodeRef,
  issuer: '420000',
  scheme: 'domestic',
  subject: chance(32),
  colour: 'yellow',
  covers: [...REASON_KINDS],
  reasons: [
    { kind: 'contact.close', issuer: '420000', evidence: 'investigation', observedAt: chinaTime(now) },
  ],
  issuedAt: chinaTime(now),
  validUntil: chinaTime(new Date(now.getTime() + 30 * 86_400_000)),
  version: 1,
});

/** First states of so many codes, each of a key of its own, as an issuer publishes them. */
export const newCodes = (count: number): EventDraft<CodeEvent>[] => {
  const now = new Date();
  return Array.from({ length: count }, () =>
    draftOf(codeTopic, { source: '/issuers/420000', time: chinaTime(now), data: stateOf(now) }),
  );
};
