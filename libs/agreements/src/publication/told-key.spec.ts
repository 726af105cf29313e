import { verifyingKeyOf } from '@huren/crypto';
import { describe, expect, it } from '@jest/globals';
import { registered, signingKey } from '../testing/keys.ts';
import { REGISTRAR, WANG } from '../testing/publications.ts';
import { keySealFault, sealedKey, toldKey } from './told-key.ts';
import type { ToldKey } from './told-key.ts';

const AT = '2020-03-10T09:00:00+08:00';
const pinned = verifyingKeyOf(REGISTRAR);
const key = registered(WANG, '420000', 'Wang');
const told = sealedKey({ revision: 1, key }, AT, REGISTRAR);

const faultOf = (alter: Partial<ToldKey>): string | undefined => keySealFault({ ...told, ...alter }, pinned);

describe('a key that is told of', () => {
  it('is the registrar’s word, in the form of the schema', () => {
    expect(keySealFault(told, pinned)).toBeUndefined();
    expect(toldKey.parse(told)).toEqual(told);
    const { seal: _, ...unsealed } = told;
    expect(keySealFault(toldKey.parse(unsealed), pinned)).toBe('it bears no seal');
  });

  it('is nobody’s word once a byte of it is another, or its seal another’s', () => {
    const { seal } = told;
    for (const alter of [
      { revision: 2 },
      { key: { ...key, party: '440000' as const } },
      { key: { ...key, validTo: AT } },
      { seal: { ...seal, at: '2020-03-10T09:00:01+08:00' } },
      { seal: { ...seal, signature: { ...seal.signature, kind: 'agreement' as const } } },
    ]) {
      expect(faultOf(alter)).toBeDefined();
    }
    expect(faultOf(sealedKey(told, AT, WANG))).toBe('no key wang is registered');
  });

  it('is not believed of the registrar’s own key where another has that name', () => {
    const forged = { ...signingKey('mallory'), kid: REGISTRAR.kid };
    const own = registered(forged, '000000', 'registrar');
    expect(keySealFault(sealedKey({ revision: 2, key: own }, AT, forged), pinned)).toContain('does not fit');
  });
});
