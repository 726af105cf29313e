import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './digest.ts';
import type { Bytes } from './digest.ts';
import { remembered } from './remembered.ts';

/** A key as Node takes it without a copy: making one takes longer than the MAC. */
const secretOf = remembered((key: Uint8Array) => createSecretKey(key));

const hmac =
  (hash: 'sm3' | 'sha256') =>
  (key: Uint8Array, data: Bytes): Buffer =>
    createHmac(hash, secretOf(key)).update(data).digest();

export const hmacSm3 = hmac('sm3');

export const hmacSha256 = hmac('sha256');

/** A digest that only the holder of the key can make, so that nobody else finds out a value by trying. */
export const keyedDigestOf = (key: Uint8Array, value: unknown): `hmac-sm3:${string}` =>
  `hmac-sm3:${hmacSm3(key, canonicalJson(value)).toString('hex')}`;

/** Whether two byte strings are equal, in time that depends on their lengths only. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);

/** A key of its own for each use, derived from a secret by HKDF (RFC 5869) over SHA-256. */
export const deriveKey = (secret: Uint8Array, use: string, length = 32): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'huren', use, length));
