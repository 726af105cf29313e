import { describe, expect, it } from '@jest/globals';
import { allIssuers } from '@huren/standard';
import type { DocumentType, Scheme } from '@huren/standard';
import { admissionRefusal, channelsOf, usualScheme } from './admission.ts';

const issuer = (code: string) => {
  const known = allIssuers().find((one) => one.code === code);
  if (!known) throw new Error(`no issuer ${code}`);
  return known;
};

const refusalOf = (code: string, scheme: Scheme, type: DocumentType, channel?: string) =>
  admissionRefusal(issuer(code), { channel: channel ?? channelsOf(issuer(code))[0] ?? '', scheme, type });

describe('channels of an application', () => {
  it('are four in Hubei, each of them taken', () => {
    const channels = channelsOf(issuer('420000'));
    expect(channels).toEqual([
      'ehuiban_app',
      'ehuiban_wechat',
      'ehuiban_alipay',
      'national_supervision_miniprogram',
    ]);
    for (const channel of channels)
      expect(refusalOf('420000', 'domestic', 'resident_id', channel)).toBeUndefined();
  });

  it('of another issuer are refused, and named', () => {
    expect(refusalOf('420000', 'domestic', 'resident_id', 'zheliban_app')).toMatchObject({
      code: 'unknown_channel',
      field: 'channel',
      message: expect.stringContaining('ehuiban_app'),
    });
  });
});

describe('documents of an application', () => {
  it('of the international version are a passport and permits, never a resident ID', () => {
    expect(refusalOf('330000', 'international', 'passport')).toBeUndefined();
    expect(refusalOf('330000', 'international', 'resident_id')).toMatchObject({
      code: 'document_not_accepted',
      field: 'document.type',
    });
  });

  it('of a domestic code are no passport', () => {
    expect(refusalOf('420000', 'domestic', 'passport')).toMatchObject({ code: 'document_not_accepted' });
  });

  it('choose the first scheme of the issuer that takes them, where none is asked for', () => {
    expect(usualScheme(issuer('330000'), 'resident_id')).toBe('domestic');
    expect(usualScheme(issuer('330000'), 'hk_macao_permit')).toBe('domestic');
    expect(usualScheme(issuer('330000'), 'passport')).toBe('international');
    expect(usualScheme(issuer('000000'), 'passport')).toBe('national');
    expect(usualScheme(issuer('420000'), 'passport')).toBe('domestic');
  });

  it('do not matter where the scheme is not issued', () => {
    expect(refusalOf('420000', 'national', 'resident_id')).toMatchObject({
      code: 'scheme_not_issued',
      field: 'scheme',
    });
  });
});
