import type { OfflineClaims } from '@huren/crypto';
import { describe, expect, it } from '@jest/globals';
import { recordOf } from './offline-record.ts';

const claims: OfflineClaims = {
  codeRef: '410000.00000000000000000000000000',
  issuer: '410000',
  scheme: 'domestic',
  colour: 'red',
  covers: ['contact.close', 'test.nucleic'],
  reasons: [
    { kind: 'contact.close', observedOn: '2020-03-16', expiresOn: '2020-03-30' },
    { kind: 'test.nucleic', result: 'negative', observedOn: '2020-03-16', expiresOn: '2020-03-19' },
  ],
  version: 2,
  issuedAt: '2020-03-16T09:00:00+08:00',
  notAfter: '2020-03-16T21:00:00+08:00',
};

describe('the content of an offline token', () => {
  it('is never milder than what was signed: adverse reasons last their whole day, relief begins early and ends early', () => {
    expect(recordOf(claims).reasons).toEqual([
      {
        kind: 'contact.close',
        issuer: '410000',
        evidence: 'unstated',
        observedAt: '2020-03-16T23:59:59+08:00',
        expiresAt: '2020-03-30T23:59:59+08:00',
      },
      {
        kind: 'test.nucleic',
        result: 'negative',
        issuer: '410000',
        evidence: 'unstated',
        observedAt: '2020-03-16T00:00:00+08:00',
        expiresAt: '2020-03-19T00:00:00+08:00',
      },
    ]);
  });

  it('is never milder for a recovery either: it is observed for as long as it may be', () => {
    const recovered = { kind: 'case.recovered' as const, observedOn: '2020-03-16' };
    const [strictest, mildest] = (['strictest', 'mildest'] as const).map(
      (reading) => recordOf({ ...claims, reasons: [recovered] }, reading).reasons?.[0]?.observedAt,
    );
    expect([strictest, mildest]).toEqual(['2020-03-16T23:59:59+08:00', '2020-03-16T00:00:00+08:00']);
  });

  it('at its mildest has adverse reasons begin and end early, and relief late', () => {
    const [contact, test] = recordOf(claims, 'mildest').reasons ?? [];
    expect(contact).toMatchObject({
      observedAt: '2020-03-16T00:00:00+08:00',
      expiresAt: '2020-03-30T00:00:00+08:00',
    });
    expect(test).toMatchObject({
      observedAt: '2020-03-16T23:59:59+08:00',
      expiresAt: '2020-03-19T23:59:59+08:00',
    });
  });

  it('without reasons is a bare colour until it ends', () => {
    const { reasons: _none, ...bare } = claims;
    expect(recordOf(bare)).not.toHaveProperty('reasons');
    expect(recordOf(bare)).toMatchObject({
      colour: 'red',
      validUntil: '2020-03-16T21:00:00+08:00',
      version: 2,
    });
  });
});
