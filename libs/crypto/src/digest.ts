import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export type Bytes = Uint8Array | string;

/** An algorithm and the hexadecimal digest of a value's canonical JSON. */
export type Digest = `sm3:${string}`;

export const sm3 = (data: Bytes): Buffer => createHash('sm3').update(data).digest();

export const sha256 = (data: Bytes): Buffer => createHash('sha256').update(data).digest();

/** JSON in the one form of RFC 8785. @throws TypeError for what JSON cannot say */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
};

/** SM3 over bytes, or over a text's in UTF-8. */
export const digestOfBytes = (data: Bytes): Digest => `sm3:${sm3(data).toString('hex')}`;

/** SM3 over canonical JSON: equal for equal content, whatever the order of its fields. */
export const digestOf = (value: unknown): Digest => digestOfBytes(canonicalJson(value));
