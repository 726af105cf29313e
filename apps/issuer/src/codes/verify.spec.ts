import { federationKeys } from '@huren/platform';
import type { HealthCodeRecord } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { OFFLINE_HOURS, presentDynamic, presentOffline } from './present.ts';
import { openOwn } from './verify.ts';

const keys = federationKeys(new Uint8Array(32).fill(7));
const at = new Date('2020-03-16T09:00:00+08:00');
const after = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);

const record: HealthCodeRecord = {
  standard: '1.0',
  codeRef: '420000.0000000000000000000000000g',
  issuer: '420000',
  scheme: 'domestic',
  subject: '0123456789abcdefghjkmnpqrstvwxyz',
  colour: 'yellow',
  covers: ['contact.close'],
  reasons: [
    {
      kind: 'contact.close',
      issuer: '420000',
      evidence: 'investigation',
      observedAt: '2020-03-10T17:45:00+08:00',
      expiresAt: '2020-03-24T17:45:00+08:00',
    },
  ],
  issuedAt: '2020-03-16T08:00:00+08:00',
  validUntil: '2020-03-30T00:00:00+08:00',
  version: 3,
};

const decoded = (token: string): string[] =>
  token.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'));

describe.each([
  ['dynamic', presentDynamic, 60],
  ['offline', presentOffline, OFFLINE_HOURS * 3600],
] as const)('a %s code', (_name, present, seconds) => {
  const { presented, expiresAt } = present(record, keys, at);

  it('opens for its issuer until it says', () => {
    expect(openOwn(presented, '420000', keys, after(seconds - 1))).toEqual({
      ok: true,
      codeRef: record.codeRef,
    });
    expect(Date.parse(expiresAt)).toBe(after(seconds).getTime());
  });

  it('is stale after that, foreign to another issuer, and altered when a character is', () => {
    const altered = presented.slice(0, -1) + (presented.endsWith('A') ? 'B' : 'A');
    expect(openOwn(presented, '420000', keys, after(seconds + 1))).toMatchObject({ fault: 'expired' });
    expect(openOwn(presented, '410000', keys, at)).toMatchObject({ fault: 'foreign' });
    expect(openOwn(altered, '420000', keys, at)).toMatchObject({ ok: false });
  });

  it('names neither holder nor, to the second, when something was observed', () => {
    expect(presented).not.toContain(record.subject);
    const text = decoded(presented).join();
    expect(text).not.toContain(record.subject);
    expect(text).not.toContain('17:45');
  });
});

describe('a signed code', () => {
  it('says its reasons by their days', () => {
    const parts = decoded(presentOffline(record, keys, at).presented);
    const content = parts.find((part) => part.startsWith('{')) ?? '';
    expect(JSON.parse(content)).toMatchObject({
      reasons: [{ kind: 'contact.close', observedOn: '2020-03-10', expiresOn: '2020-03-24' }],
    });
  });

  it('counts no longer than the code', () => {
    const lapsing = { ...record, validUntil: '2020-03-16T10:00:00+08:00' };
    expect(presentOffline(lapsing, keys, at).expiresAt).toBe('2020-03-16T10:00:00+08:00');
  });
});

describe('any other string', () => {
  it('is malformed', () => {
    expect(openOwn('hello', '420000', keys, at)).toEqual({ ok: false, fault: 'malformed' });
  });
});
