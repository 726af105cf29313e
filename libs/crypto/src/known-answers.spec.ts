import { createCipheriv } from 'node:crypto';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import answers from '../vectors/known-answers.json' with { type: 'json' };
import { canonicalJson, sm3 } from './digest.ts';
import { signerOf } from './signer.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('known answers', () => {
  it.each(answers.sm3)('SM3: $origin', ({ message, digest }) => {
    expect(sm3(hex(message)).toString('hex')).toBe(digest);
  });

  it.each(answers.sm4)('SM4: $origin', ({ key, plain, cipher }) => {
    const sm4 = createCipheriv('sm4-ecb', hex(key), null).setAutoPadding(false);
    expect(Buffer.concat([sm4.update(hex(plain)), sm4.final()]).toString('hex')).toBe(cipher);
  });

  it.each(answers.sm2)('SM2: $origin', ({ message, privateKey, publicKey, signature }) => {
    const signer = signerOf('SM2-SM3');
    expect(signer.publicKeyOf(privateKey)).toBe(publicKey);
    expect(signer.verify(Buffer.from(message), hex(signature), publicKey)).toBe(true);
    expect(signer.verify(Buffer.from(`${message}.`), hex(signature), publicKey)).toBe(false);
    expect(
      signer.verify(Buffer.from('other'), signer.sign(Buffer.from('other'), privateKey), publicKey),
    ).toBe(true);
  });

  it.each(answers.es256)('ES256: $origin', ({ message, privateKey, publicKey, signature }) => {
    const signer = signerOf('ES256');
    expect(signer.publicKeyOf(privateKey)).toBe(publicKey);
    expect(signer.verify(Buffer.from(message), hex(signature), publicKey)).toBe(true);
    expect(signer.verify(Buffer.from(`${message}.`), hex(signature), publicKey)).toBe(false);
  });

  it.each(answers.rfc8785)('canonical JSON: $origin', ({ value, canonical }) => {
    expect(canonicalJson(value)).toBe(canonical);
  });

  it('there is no canonical JSON of what JSON cannot say', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const value of [undefined, NaN, [Infinity], { half: '\ud83d' }, { '\udc00': 1 }, circle]) {
      expect(() => canonicalJson(value)).toThrow();
    }
  });

  it('a signature that OpenSSL makes on the SM2 curve is not an SM2 signature', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
    const data = Buffer.from('statement');
    const foreign = sign('sm3', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const { x = '', y = '' } = publicKey.export({ format: 'der', type: 'spki' }).subarray(-64).length
      ? pointOf(publicKey.export({ format: 'der', type: 'spki' }))
      : {};
    expect(signerOf('SM2-SM3').verify(data, foreign, `04${x}${y}`)).toBe(false);
  });
});

const pointOf = (spki: Buffer): { x: string; y: string } => ({
  x: spki.subarray(-64, -32).toString('hex'),
  y: spki.subarray(-32).toString('hex'),
});
