import { describe, expect, it } from '@jest/globals';
import { publicKeyFault } from './public-keys.ts';
import { SIGNATURE_ALGORITHMS, signerOf } from './signer.ts';

const PRIVATE = '7'.repeat(64);
const ONE = '1'.padStart(64, '0');

describe.each(SIGNATURE_ALGORITHMS)('a public key of %s', (alg) => {
  const { publicKeyOf } = signerOf(alg);
  const key = publicKeyOf(PRIVATE);

  it('is taken where nothing is against it', () => {
    expect(publicKeyFault(alg, key)).toBeUndefined();
  });

  it('is of an algorithm that is known', () => {
    for (const other of ['none', 'HS256', 'RS256', 'es256', 'toString']) {
      expect(publicKeyFault(other, key)).toBe('unknown_algorithm');
    }
  });

  it('is an uncompressed point, whole', () => {
    for (const form of [
      '',
      key.slice(2),
      `02${key.slice(2, 66)}`,
      key.slice(0, -2),
      `${key}00`,
      key.toUpperCase(),
    ]) {
      expect(publicKeyFault(alg, form)).toBe('malformed');
    }
  });

  it('lies on the curve of its algorithm, and of no other', () => {
    const other = SIGNATURE_ALGORITHMS.find((each) => each !== alg) ?? alg;
    const off = [
      `04${'0'.repeat(128)}`,
      `04${'f'.repeat(128)}`,
      `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`,
    ];
    for (const point of [...off, signerOf(other).publicKeyOf(PRIVATE)]) {
      expect(publicKeyFault(alg, point)).toBe('not_on_curve');
    }
  });
});

/** Private keys that anybody can know: the ends of the range, and the examples of the standards. */
const PUBLISHED = [
  ['SM2-SM3', 'one', ONE],
  ['SM2-SM3', 'the order less one', 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122'],
  ['SM2-SM3', 'GB/T 32918.5', '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'],
  ['ES256', 'one', ONE],
  ['ES256', 'the order less one', 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550'],
  ['ES256', 'RFC 6979', 'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721'],
  ['ES256', 'RFC 7515', '8e9b109e719098bf980487df1f5d77e9cb29606ebed2263b5f57c213df84f4b2'],
] as const;

it.each(PUBLISHED)(
  'a public key of %s is not taken where everybody knows its private half: %s',
  (alg, _, known) => {
    expect(publicKeyFault(alg, signerOf(alg).publicKeyOf(known))).toBe('published');
  },
);
