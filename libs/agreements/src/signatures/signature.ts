import { SIGNATURE_ALGORITHMS, signStatement } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import { z } from 'zod';

/** What parties sign. */
export const INSTRUMENT_KINDS = ['agreement', 'rule_set'] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

/** And, where a party has a key already, each further key of its own. */
export const STATEMENT_KINDS = [...INSTRUMENT_KINDS, 'key'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/**
 * What is signed: an act on a version of an instrument, and its content. It is signed whole, as canonical JSON
 * (RFC 8785), so that no signature serves for another act, document or version.
 */
export type Statement = {
  readonly kind: StatementKind;
  readonly id: string;
  readonly version: number;
  readonly act: string;
  /** A JSON value: the terms themselves, or what the act says. */
  readonly content: unknown;
};

/** A party's signature. It names what it is for, the algorithm and the key; the key says whose it is. */
export const signature = z.strictObject({
  kind: z.enum(STATEMENT_KINDS),
  id: z.string(),
  version: z.int().positive(),
  act: z.string(),
  alg: z.enum(SIGNATURE_ALGORITHMS),
  kid: z.string(),
  /** Base64url of 64 bytes, r and s. */
  value: z.string().regex(/^[A-Za-z0-9_-]{86}$/, '86 characters of base64url'),
});
export type Signature = z.infer<typeof signature>;

/** Signs a statement; for parties' own tools, tests and the embedded members. */
export const sign = (statement: Statement, key: SigningKey): Signature => {
  const { kind, id, version, act } = statement;
  return { kind, id, version, act, ...signStatement(statement, key) };
};
