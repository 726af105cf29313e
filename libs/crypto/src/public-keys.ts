import { digestOf } from './digest.ts';
import { SIGNATURE_ALGORITHMS, signerOf } from './signer.ts';
import type { SignatureAlgorithm, VerifyingKey } from './signer.ts';

/** Why a public key is not taken. `published`: everybody knows the private half. */
export type PublicKeyFault = 'unknown_algorithm' | 'malformed' | 'not_on_curve' | 'published';

const FORM = /^04[0-9a-f]{128}$/;

/**
 * The public halves of private keys that anybody can know: the ends of the range, one and the order less one, and the
 * examples of the standards.
 */
const PUBLISHED: Record<SignatureAlgorithm, ReadonlySet<string>> = {
  'SM2-SM3': new Set([
    '0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
    '0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c743c8c95c0b098863a642311c9496deac2f56788239d5b8c0fd20cd1adec60f5f',
    // GB/T 32918.5-2017, A.2
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  ]),
  ES256: new Set([
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a',
    // RFC 6979, A.2.5; RFC 7515, A.3
    '0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299',
    '047fcdce2770f6c45d4183cbee6fdb4b7b580733357be9ef13bacf6e3c7bd15445c7f144cd1bbd9b7e872cdfedb9eeb9f4b3695d6ea90b24ad8a4623288588e5ad',
  ]),
};

const isAlgorithm = (alg: string): alg is SignatureAlgorithm =>
  (SIGNATURE_ALGORITHMS as readonly string[]).includes(alg);

/** A public key in short, to be told by other ways than the key itself: `sm3:` and the SM3 of algorithm and key. */
export const keyFingerprint = ({ alg, publicKey }: Pick<VerifyingKey, 'alg' | 'publicKey'>): string =>
  digestOf({ alg, publicKey });

/** Why a public key must not be registered or relied upon; undefined where nothing is against it. */
export const publicKeyFault = (alg: string, publicKey: string): PublicKeyFault | undefined => {
  if (!isAlgorithm(alg)) return 'unknown_algorithm';
  if (!FORM.test(publicKey)) return 'malformed';
  if (!signerOf(alg).isPublicKey(publicKey)) return 'not_on_curve';
  return PUBLISHED[alg].has(publicKey) ? 'published' : undefined;
};
