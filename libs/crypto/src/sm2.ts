import { sm2 as implementation } from 'sm-crypto-v2';
import type { Signer } from './signer.ts';

/** The default user identity of GB/T 35276, which goes into the hash with the public key. */
const USER_ID = '1234567812345678';

type Point = ReturnType<typeof implementation.precomputePublicKey>;
const points = new Map<string, Point>();

/** Bits of a window: larger ones save little in each verification, and their tables take ten of them to make. */
const WINDOW = 4;

/** Verification is five times as fast with a table made once for each public key, which takes as long as one without. */
const pointOf = (publicKey: string): Point => {
  const known = points.get(publicKey) ?? implementation.precomputePublicKey(publicKey, WINDOW);
  points.set(publicKey, known);
  return known;
};

const isPublicKey = (publicKey: string): boolean => {
  // A table is made of points on the curve alone.
  if (points.has(publicKey)) return true;
  try {
    return implementation.verifyPublicKey(publicKey);
  } catch {
    return false;
  }
};

/**
 * SM2 with SM3 (GB/T 32918). Not OpenSSL's signature on the SM2 curve, which is ECDSA on another curve.
 */
export const sm2: Signer = {
  sign: (data, privateKey) =>
    Buffer.from(implementation.doSignature(data, privateKey, { hash: true, userId: USER_ID }), 'hex'),
  verify: (data, signature, publicKey) => {
    // With a precomputed point the library cannot hash the key itself, so the message's hash is made here.
    const hash = implementation.getHash(data, publicKey, USER_ID);
    return implementation.doVerifySignature(
      Buffer.from(hash, 'hex'),
      Buffer.from(signature).toString('hex'),
      pointOf(publicKey),
      { hash: false },
    );
  },
  publicKeyOf: (privateKey) => implementation.getPublicKeyFromPrivateKey(privateKey),
  isPublicKey,
};
