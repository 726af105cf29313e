import { codeRefFromReference, makeHandle } from '@huren/crypto';
import { federationKeys } from '@huren/platform';
import type { CodeRef, IssuerCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { identify } from './identify.ts';

const keys = federationKeys(new Uint8Array(32).fill(7));
const others = federationKeys(new Uint8Array(32).fill(8));
const at = new Date('2020-03-16T09:00:00+08:00');
const codeRef = '420000.0000000000000000000000000g' as CodeRef;
const handle = makeHandle({ codeRef, at, key: keys.handleKey('420000') });

describe('a scanned string', () => {
  it('that is a handle stands for its code, verified by the issuer key', () => {
    expect(identify(handle, keys, at)).toEqual({ kind: 'code', codeRef, verified: 'mac' });
  });

  it('that is a stale handle is expired, and is never a code', () => {
    expect(identify(handle, keys, new Date(at.getTime() + 61_000))).toEqual({
      kind: 'failed',
      result: 'expired',
      fault: 'expired',
    });
  });

  it('made under another key fails', () => {
    expect(identify(handle, others, at)).toMatchObject({ kind: 'failed', result: 'verification_failed' });
  });

  it('of an issuer that nobody knows has no key', () => {
    const stranger = makeHandle({
      codeRef: codeRef.replace('420000', '999999'),
      at,
      key: { issuer: '999999' as IssuerCode, kid: 'k1', secret: keys.handleKey('420000').secret },
    });
    expect(identify(stranger, keys, at)).toMatchObject({ kind: 'failed', fault: 'unknown_key' });
  });

  it('of a province of its own system stands for the code of that reference, unverified', () => {
    expect(identify('HLJJKK:AAAAAAAA', keys, at)).toEqual({
      kind: 'code',
      codeRef: codeRefFromReference(keys.referenceKey, '230000', 'AAAAAAAA'),
      verified: 'none',
    });
  });

  it('that is a bare reference is told apart: it is no credential', () => {
    expect(identify(codeRef, keys, at)).toEqual({ kind: 'reference', codeRef });
  });

  it('that is nothing known is malformed', () => {
    for (const text of ['', 'hello', 'HR1.', 'HR2..', '\u0000', '🙂'.repeat(50)])
      expect(identify(text, keys, at)).toMatchObject({ kind: 'failed', result: 'verification_failed' });
  });
});
