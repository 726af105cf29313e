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

  it('has no private half that everybody knows', () => {
    expect(publicKeyFault(alg, publicKeyOf(ONE))).toBe('published');
  });
});

it('a key out of a standard is no key of a party', () => {
  const gbt32918 = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
  const rfc7515 = '8e9b109e719098bf980487df1f5d77e9cb29606ebed2263b5f57c213df84f4b2';
  expect(publicKeyFault('SM2-SM3', signerOf('SM2-SM3').publicKeyOf(gbt32918))).toBe('published');
  expect(publicKeyFault('ES256', signerOf('ES256').publicKeyOf(rfc7515))).toBe('published');
});
