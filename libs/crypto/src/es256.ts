import { createECDH, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Signer } from './signer.ts';

const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

const publicHex = (privateKey: string): string => {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateKey, 'hex');
  return ecdh.getPublicKey('hex');
};

const jwkOf = (publicKey: string) => ({
  kty: 'EC',
  crv: 'P-256',
  x: base64url(publicKey.slice(2, 66)),
  y: base64url(publicKey.slice(66)),
});

const keys = new Map<string, KeyObject>();

const publicObject = (publicKey: string): KeyObject => {
  const known = keys.get(publicKey) ?? createPublicKey({ format: 'jwk', key: jwkOf(publicKey) });
  keys.set(publicKey, known);
  return known;
};

const isPublicKey = (publicKey: string): boolean => {
  try {
    return createPublicKey({ format: 'jwk', key: jwkOf(publicKey) }).type === 'public';
  } catch {
    return false;
  }
};

/** ECDSA on P-256 with SHA-256 (RFC 7518), signatures as r and s. */
export const es256: Signer = {
  sign: (data, privateKey) => {
    const key = createPrivateKey({
      format: 'jwk',
      key: { ...jwkOf(publicHex(privateKey)), d: base64url(privateKey) },
    });
    return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  },
  verify: (data, signature, publicKey) =>
    verify('sha256', data, { key: publicObject(publicKey), dsaEncoding: 'ieee-p1363' }, signature),
  publicKeyOf: publicHex,
  isPublicKey,
};
