import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBase32, encodeBase32 } from './base32.ts';
import { codeRefFromReference, newCodeRef, verifierReference } from './code-ref.ts';
import { canonicalJson, digestOf, sha256 } from './digest.ts';
import { deriveKey, equalBytes, hmacSha256 } from './mac.ts';
import { presentedForm } from './presented.ts';
import { deriveSubject, verifierPseudonym } from './subject.ts';

const key = deriveKey(Buffer.from('test'), 'subject');

describe('pseudonyms and references', () => {
  it('one identity has one subject of 32 characters, another has another', () => {
    const subject = deriveSubject(key, 'resident_id:11010519491231002X');
    expect(subject).toMatch(/^[0-9a-hjkmnp-tv-z]{32}$/);
    expect(deriveSubject(key, 'resident_id:11010519491231002X')).toBe(subject);
    expect(deriveSubject(key, 'resident_id:110105194912310038')).not.toBe(subject);
    expect(
      deriveSubject(deriveKey(Buffer.from('other'), 'subject'), 'resident_id:11010519491231002X'),
    ).not.toBe(subject);
  });

  it('two verifiers know a subject by different pseudonyms', () => {
    const subject = deriveSubject(key, 'resident_id:11010519491231002X');
    expect(verifierPseudonym(key, '440111', subject)).toBe(verifierPseudonym(key, '440111', subject));
    expect(verifierPseudonym(key, '440111', subject)).not.toBe(verifierPseudonym(key, '440106', subject));
    expect(verifierPseudonym(key, '440111', subject)).not.toBe(subject);
  });

  it("a reference of a province's own gives the same code reference every time", () => {
    expect(codeRefFromReference(key, '230000', 'A1')).toMatch(/^230000\.[0-9a-hjkmnp-tv-z]{26}$/);
    expect(codeRefFromReference(key, '230000', 'A1')).toBe(codeRefFromReference(key, '230000', 'A1'));
    expect(codeRefFromReference(key, '230000', 'A2')).not.toBe(codeRefFromReference(key, '230000', 'A1'));
    expect(newCodeRef('420000')).not.toBe(newCodeRef('420000'));
  });

  it('two verifiers know a code by different references, each the same every time, of its issuer', () => {
    const codeRef = newCodeRef('420000');
    const own = verifierReference(key, '440111', codeRef);
    expect(own).toMatch(/^420000\.[0-9a-hjkmnp-tv-z]{26}$/);
    expect(verifierReference(key, '440111', codeRef)).toBe(own);
    expect(verifierReference(key, '440106', codeRef)).not.toBe(own);
    expect(verifierReference(key, '440111', newCodeRef('420000'))).not.toBe(own);
    expect(own).not.toBe(codeRef);
  });

  it('base 32 gives the bytes back, and refuses what is none', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes)),
    );
    expect(decodeBase32('u')).toBeUndefined();
    expect(decodeBase32('01')).toBeUndefined();
    expect(decodeBase32('0')).toBeUndefined();
  });

  it('digests are equal for equal content', () => {
    expect(digestOf({ b: 1, a: [2] })).toBe(digestOf({ a: [2], b: 1 }));
    expect(digestOf({ a: 1 })).toMatch(/^sm3:[0-9a-f]{64}$/);
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
    expect(sha256('abc').toString('hex')).toMatch(/^ba7816bf/);
    expect(hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toMatch(
      /^5bdcc146/,
    );
    expect(equalBytes(Buffer.from('a'), Buffer.from('ab'))).toBe(false);
  });

  it('a presented string is routed by its head', () => {
    expect(presentedForm('HR1.420000.k1.x')).toEqual({ kind: 'handle', issuer: '420000' });
    expect(presentedForm('HS1.330000.k1.x')).toEqual({ kind: 'offline', issuer: '330000' });
    expect(presentedForm('jkm://330000/7')).toEqual({ kind: 'other' });
  });
});
