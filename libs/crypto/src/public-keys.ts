import { digestOf } from './digest.ts';
import { SIGNATURE_ALGORITHMS, signerOf } from './signer.ts';
import type { SignatureAlgorithm, VerifyingKey } from './signer.ts';

/** Why a public key is not taken. `published`: everybody knows the private half. */
export type PublicKeyFault = 'unknown_algorithm' | 'malformed' | 'not_on_curve' | 'published';

const FORM = /^04[0-9a-f]{128}$/;
const ONE = '1'.padStart(64, '0');

/** Private keys that anybody can know: the ends of the range, and the examples of the standards. */
const PUBLISHED: Record<SignatureAlgorithm, readonly string[]> = {
  'SM2-SM3': [
    ONE,
    'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122',
    // GB/T 32918.5-2017, A.2
    '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  ],
  ES256: [
    ONE,
    'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550',
    // RFC 6979, A.2.5; RFC 7515, A.3
    'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721',
    '8e9b109e719098bf980487df1f5d77e9cb29606ebed2263b5f57c213df84f4b2',
  ],
};

const published = new Map<SignatureAlgorithm, ReadonlySet<string>>();

const publishedOf = (alg: SignatureAlgorithm): ReadonlySet<string> => {
  const known = published.get(alg) ?? new Set(PUBLISHED[alg].map(signerOf(alg).publicKeyOf));
  published.set(alg, known);
  return known;
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
  return publishedOf(alg).has(publicKey) ? 'published' : undefined;
};
