import { SIGNATURE_ALGORITHMS, signerOf, verifyingKeyOf } from '@huren/crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keysOf, registered, signingKey } from '../testing/keys.ts';
import { checkSignature } from './check-signature.ts';
import type { Signatories, SignatureFault } from './check-signature.ts';
import { registeredKey, weaknessOf } from './registered-key.ts';
import type { RegisteredKey } from './registered-key.ts';
import { sign, signature as signatureSchema } from './signature.ts';
import type { Signature, Statement } from './signature.ts';

const statement: Statement = {
  kind: 'agreement',
  id: 'hubei-guangdong',
  version: 2,
  act: 'sign',
  content: { title: { 'zh-CN': '互认', en: 'recognition' }, clauses: [{ id: 'a', days: 14 }], end: null },
};

describe.each(SIGNATURE_ALGORITHMS)('a signature by %s', (alg) => {
  const key = signingKey('wang', alg);
  const other = SIGNATURE_ALGORITHMS.find((each) => each !== alg) ?? alg;
  const signature = sign(statement, key);
  const known = registered(key, '420000', 'Wang');
  const signatories = (more: Partial<RegisteredKey> = {}): Signatories => ({
    parties: ['420000', '440000'],
    keys: keysOf({ ...known, ...more }),
    at: new Date('2020-03-10T09:00:00+08:00'),
  });
  const faultOf = (
    given: Partial<Signature> = {},
    of: Partial<Statement> = {},
    by: Signatories = signatories(),
  ): SignatureFault | undefined => {
    const checked = checkSignature({ ...statement, ...of }, { ...signature, ...given }, by);
    return checked.ok ? undefined : checked.fault;
  };

  it('is of the party and the person whose key it is, and its form is that of the schema', () => {
    expect(checkSignature(statement, signature, signatories())).toEqual({
      ok: true,
      party: '420000',
      person: 'Wang',
      publicKey: known.publicKey,
    });
    expect(signatureSchema.parse(signature)).toEqual(signature);
    expect(registeredKey.parse(known)).toEqual(known);
  });

  it('of another document, version or act does not count, nor when it is made to look like one for this', () => {
    expect(faultOf({}, { id: 'hubei-hainan' })).toBe('other_document');
    expect(faultOf({}, { kind: 'rule_set' })).toBe('other_document');
    expect(faultOf({}, { version: 3 })).toBe('other_version');
    expect(faultOf({}, { act: 'suspend' })).toBe('other_act');
    expect(faultOf({ id: 'hubei-hainan' }, { id: 'hubei-hainan' })).toBe('altered');
    expect(faultOf({ version: 3 }, { version: 3 })).toBe('altered');
    expect(faultOf({ act: 'suspend' }, { act: 'suspend' })).toBe('altered');
  });

  it('by a key that nobody registered, of no party, or out of its time does not count', () => {
    expect(faultOf({ kid: 'li' })).toBe('unknown_key');
    expect(faultOf({}, {}, signatories({ party: '510000' }))).toBe('foreign_key');
    expect(faultOf({}, {}, signatories({ validTo: '2020-03-10T09:00:00+08:00' }))).toBe('key_not_in_force');
    expect(faultOf({}, {}, signatories({ validFrom: '2020-03-10T09:00:01+08:00' }))).toBe('key_not_in_force');
  });

  it('by a weak key, or one of another algorithm, does not count', () => {
    const { publicKey } = verifyingKeyOf(signingKey('wang', other));
    const guessed = signerOf(alg).publicKeyOf('1'.padStart(64, '0'));
    for (const weak of ['', known.publicKey.slice(2), publicKey, guessed]) {
      expect(faultOf({}, {}, signatories({ publicKey: weak }))).toBe('weak_key');
    }
    expect(faultOf({ alg: other })).toBe('other_algorithm');
    expect(faultOf({}, {}, signatories({ alg: other, publicKey }))).toBe('other_algorithm');
    expect(weaknessOf(known)).toBeUndefined();
  });

  it('of another key under the same name is altered', () => {
    expect(faultOf({}, {}, signatories({ publicKey: signerOf(alg).publicKeyOf('7'.repeat(64)) }))).toBe(
      'altered',
    );
  });

  it('does not fit when any one character of it was altered', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const place = fc.nat({ max: signature.value.length - 1 });
    fc.assert(
      fc.property(place, fc.constantFrom(...alphabet), (at, letter) => {
        fc.pre(signature.value[at] !== letter);
        const value = signature.value.slice(0, at) + letter + signature.value.slice(at + 1);
        expect(faultOf({ value })).toBe('altered');
      }),
      { numRuns: 60 },
    );
  });

  it('does not fit when the content differs in anything but the order of its fields', () => {
    const text = JSON.stringify(statement.content);
    const place = fc.nat({ max: text.length - 1 });
    fc.assert(
      fc.property(place, fc.constantFrom(...'a1"}, '), (at, letter) => {
        let content: unknown;
        try {
          content = JSON.parse(text.slice(0, at) + letter + text.slice(at + 1));
        } catch {
          fc.pre(false);
        }
        const isSame = JSON.stringify(content) === text;
        expect(faultOf({}, { content })).toBe(isSame ? undefined : 'altered');
      }),
      { numRuns: 60 },
    );
    const { end, ...rest } = statement.content as { end: null };
    expect(faultOf({}, { content: { end, ...rest } })).toBeUndefined();
  });
});
