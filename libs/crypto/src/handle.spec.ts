import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeBase32 } from './base32.ts';
import { newCodeRef } from './code-ref.ts';
import { makeHandle, openHandle } from './handle.ts';
import type { HandleKey } from './handle.ts';
import { deriveKey } from './mac.ts';

const key: HandleKey = { issuer: '420000', kid: 'k1', secret: deriveKey(Buffer.from('test'), '420000') };
const keys = (issuer: string, kid: string) => (issuer === key.issuer && kid === key.kid ? key : undefined);
const at = new Date('2020-03-16T09:00:00+08:00');
const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);
const codeRef = newCodeRef('420000', () => Buffer.alloc(16, 7));
const presented = makeHandle({ codeRef, at, key });

describe('the dynamic handle', () => {
  it('opens for sixty seconds with the code and the time that it was made for', () => {
    expect(openHandle(presented, keys, later(59))).toEqual({
      ok: true,
      codeRef,
      issuer: '420000',
      at,
      expiresAt: later(60),
    });
  });

  it('is expired after sixty seconds', () => {
    expect(openHandle(presented, keys, later(60))).toEqual({ ok: false, fault: 'expired', issuer: '420000' });
  });

  it('is not yet valid more than five seconds before it was made', () => {
    expect(openHandle(presented, keys, later(-5)).ok).toBe(true);
    expect(openHandle(presented, keys, later(-6))).toMatchObject({ fault: 'not_yet_valid' });
  });

  it('of an issuer without a key says so', () => {
    expect(openHandle(presented.replace('420000', '330000'), keys, at)).toEqual({
      ok: false,
      fault: 'unknown_key',
      issuer: '330000',
    });
  });

  it('that is no handle is malformed', () => {
    expect(openHandle('HR1.420000.k1.short', keys, at)).toEqual({ ok: false, fault: 'malformed' });
  });

  it('never opens after any one character was altered', () => {
    const body = presented.lastIndexOf('.') + 1;
    fc.assert(
      fc.property(
        fc.integer({ min: body, max: presented.length - 1 }),
        fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'),
        (place, char) => {
          fc.pre(presented.charAt(place) !== char);
          const altered = presented.slice(0, place) + char + presented.slice(place + 1);
          expect(openHandle(altered, keys, at)).toEqual({ ok: false, fault: 'altered', issuer: '420000' });
        },
      ),
    );
  });

  it('cannot be linked to another of the same code', () => {
    const other = makeHandle({ codeRef, at, key });
    const common = [...presented.slice(14)].filter((char, index) => other.slice(14).charAt(index) === char);
    expect(common.length).toBeLessThan(20);
  });

  it('opens with whatever code it was made for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bits) => {
        const ref = `420000.${encodeBase32(bits)}`;
        expect(openHandle(makeHandle({ codeRef: ref, at, key }), keys, at)).toMatchObject({ codeRef: ref });
      }),
    );
  });

  it('is made for codes of its own issuer only', () => {
    expect(() => makeHandle({ codeRef: codeRef.replace('420000', '330000'), at, key })).toThrow(TypeError);
  });
});
