import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './digest.ts';
import type { Bytes } from './digest.ts';

export const hmacSm3 = (key: Uint8Array, data: Bytes): Buffer => createHmac('sm3', key).update(data).digest();

export const hmacSha256 = (key: Uint8Array, data: Bytes): Buffer =>
  createHmac('sha256', key).update(data).digest();

/** A digest that only the holder of the key can make, so that nobody else finds out a value by trying. */
export const keyedDigestOf = (key: Uint8Array, value: unknown): `hmac-sm3:${string}` =>
  `hmac-sm3:${hmacSm3(key, canonicalJson(value)).toString('hex')}`;

/** Whether two byte strings are equal, in time that depends on their lengths only. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);

/** A key of its own for each use, derived from a secret by HKDF (RFC 5869) over SHA-256. */
export const deriveKey = (secret: Uint8Array, use: string, length = 32): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'huren', use, length));
