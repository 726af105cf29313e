import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { decodeBase32, encodeBase32 } from './base32.ts';
import type { RandomSource } from './code-ref.ts';
import { unopened } from './faults.ts';
import type { Unopened } from './faults.ts';
import { deriveKey, equalBytes, hmacSm3 } from './mac.ts';
import { remembered } from './remembered.ts';

/** A key that one issuer and the hub hold, and nobody else. */
export type HandleKey = { readonly issuer: string; readonly kid: string; readonly secret: Uint8Array };

/** The key of an issuer by its id. */
export type HandleKeys = (issuer: string, kid: string) => HandleKey | undefined;

export type OpenedHandle =
  | {
      readonly ok: true;
      readonly codeRef: `${string}.${string}`;
      readonly issuer: string;
      readonly at: Date;
      readonly expiresAt: Date;
    }
  | Unopened;

export const HANDLE_TTL_SECONDS = 60;
const SKEW_SECONDS = 5;
const IV_BYTES = 16;
const MAC_BYTES = 16;
const CIPHER = 'sm4-cbc';
const FORM = /^HR1\.(\d{6})\.([a-z0-9]{1,8})\.([A-Za-z0-9_-]{86})$/;

const keysOf = remembered(({ secret }: HandleKey) => ({
  encrypt: deriveKey(secret, 'handle.encrypt', 16),
  authenticate: deriveKey(secret, 'handle.mac', 32),
}));

const macOf = (key: HandleKey, sealed: Uint8Array): Buffer =>
  hmacSm3(
    keysOf(key).authenticate,
    Buffer.concat([Buffer.from(`HR1.${key.issuer}.${key.kid}.`), sealed]),
  ).subarray(0, MAC_BYTES);

/**
 * A dynamic code: reference and time, encrypted (SM4-CBC) and then authenticated (HMAC-SM3, 128 bits). It
 * carries no data and two of one code cannot be linked by anybody without the key.
 */
export const makeHandle = (
  given: { codeRef: string; at: Date; key: HandleKey },
  random: RandomSource = randomBytes,
): string => {
  const { codeRef, at, key } = given;
  const bits = decodeBase32(codeRef.slice(7));
  if (!bits || bits.length !== 16 || !codeRef.startsWith(`${key.issuer}.`)) {
    throw new TypeError(`not a code reference of ${key.issuer}`);
  }
  const content = Buffer.alloc(22);
  content.set(bits);
  content.writeUIntBE(Math.floor(at.getTime() / 1000), 16, 6);
  const iv = random(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keysOf(key).encrypt, iv);
  const sealed = Buffer.concat([iv, cipher.update(content), cipher.final()]);
  const token = Buffer.concat([sealed, macOf(key, sealed)]).toString('base64url');
  return `HR1.${key.issuer}.${key.kid}.${token}`;
};

/** Opens a handle, or says why it does not open. The MAC is checked before anything is decrypted. */
export const openHandle = (
  presented: string,
  keys: HandleKeys,
  now: Date,
  ttlSeconds: number = HANDLE_TTL_SECONDS,
): OpenedHandle => {
  const [, issuer = '', kid = '', token = ''] = FORM.exec(presented) ?? [];
  if (!token) return unopened('malformed');
  const key = keys(issuer, kid);
  if (!key) return unopened('unknown_key', issuer);
  const bytes = Buffer.from(token, 'base64url');
  const sealed = bytes.subarray(0, -MAC_BYTES);
  if (bytes.toString('base64url') !== token || !equalBytes(macOf(key, sealed), bytes.subarray(-MAC_BYTES))) {
    return unopened('altered', issuer);
  }
  return inTime(decrypt(key, sealed), issuer, now, ttlSeconds);
};

const decrypt = (key: HandleKey, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv(CIPHER, keysOf(key).encrypt, sealed.subarray(0, IV_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES)), decipher.final()]);
};

const inTime = (content: Buffer, issuer: string, now: Date, ttlSeconds: number): OpenedHandle => {
  const at = new Date(content.readUIntBE(16, 6) * 1000);
  const expiresAt = new Date(at.getTime() + ttlSeconds * 1000);
  if (now >= expiresAt) return unopened('expired', issuer);
  if (at.getTime() > now.getTime() + SKEW_SECONDS * 1000) return unopened('not_yet_valid', issuer);
  return { ok: true, codeRef: `${issuer}.${encodeBase32(content.subarray(0, 16))}`, issuer, at, expiresAt };
};
