import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeOfflineToken, openOfflineToken } from './offline-token.ts';
import type { OfflineClaims } from './offline-token.ts';
import { SIGNATURE_ALGORITHMS, verifyingKeyOf } from './signer.ts';
import { signStatement, verifyStatement } from './statement.ts';

const claims: OfflineClaims = {
  codeRef: '330000.00000000000000000000000000',
  issuer: '330000',
  scheme: 'domestic',
  colour: 'green',
  covers: ['contact.close'],
  reasons: [],
  version: 1,
  issuedAt: '2020-03-16T09:00:00+08:00',
  notAfter: '2020-03-16T21:00:00+08:00',
};
const privateKey = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
const at = new Date('2020-03-16T10:00:00+08:00');

describe.each(SIGNATURE_ALGORITHMS)('the offline token under %s', (alg) => {
  const key = { kid: 's1', alg, privateKey };
  const keys = (issuer: string, kid: string) =>
    issuer === '330000' && kid === 's1' ? verifyingKeyOf(key) : undefined;
  const presented = makeOfflineToken(claims, key);

  it('opens with what was signed', () => {
    expect(openOfflineToken(presented, keys, at)).toEqual({ ok: true, claims });
  });

  it('says whether it is expired, not yet valid, of an unknown key or malformed', () => {
    const faultAt = (text: string, now: string) => {
      const opened = openOfflineToken(text, keys, new Date(now));
      return opened.ok ? 'none' : opened.fault;
    };
    expect(faultAt(presented, claims.notAfter)).toBe('expired');
    expect(faultAt(presented, '2020-03-16T08:58:00+08:00')).toBe('not_yet_valid');
    expect(faultAt(presented.replace('.s1.', '.s2.'), '2020-03-16T10:00:00+08:00')).toBe('unknown_key');
    expect(faultAt('HS1.330000', '2020-03-16T10:00:00+08:00')).toBe('malformed');
  });

  it('is foreign when its content names another issuer than its head', () => {
    const foreign = makeOfflineToken({ ...claims, codeRef: '420000.00000000000000000000000000' }, key);
    expect(openOfflineToken(foreign, keys, at).ok).toBe(true);
    const body = Buffer.from(JSON.stringify({ ...claims, issuer: '420000' })).toString('base64url');
    const [mark, issuer, kid] = presented.split('.');
    expect(
      openOfflineToken([mark, issuer, kid, body, presented.split('.')[4]].join('.'), keys, at),
    ).toMatchObject({
      fault: 'altered',
    });
  });

  it('never opens after a character of its content or signature was altered', () => {
    const start = 'HS1.330000.s1.'.length;
    fc.assert(
      fc.property(
        fc.integer({ min: start, max: presented.length - 1 }),
        fc.constantFrom('A', 'b', '7', '_'),
        (place, char) => {
          fc.pre(presented.charAt(place) !== char && presented.charAt(place) !== '.');
          const altered = presented.slice(0, place) + char + presented.slice(place + 1);
          expect(openOfflineToken(altered, keys, at)).toMatchObject({ fault: 'altered' });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a signed statement verifies as it is and with no other algorithm, key name or byte', () => {
    const signature = signStatement({ b: 1, a: 'x' }, key);
    expect(verifyStatement({ a: 'x', b: 1 }, signature, verifyingKeyOf(key))).toBe(true);
    expect(verifyStatement({ a: 'x', b: 2 }, signature, verifyingKeyOf(key))).toBe(false);
    const sloppy = `${signature.value}==`;
    expect(verifyStatement({ a: 'x', b: 1 }, { ...signature, value: sloppy }, verifyingKeyOf(key))).toBe(
      false,
    );
    expect(verifyStatement({ a: 'x', b: 1 }, { ...signature, kid: 's2' }, verifyingKeyOf(key))).toBe(false);
    const other = SIGNATURE_ALGORITHMS.find((name) => name !== alg) ?? alg;
    expect(verifyStatement({ a: 'x', b: 1 }, { ...signature, alg: other }, verifyingKeyOf(key))).toBe(false);
  });
});
