import { describe, expect, it } from '@jest/globals';
import { DOCUMENT_TYPES, allIssuers } from '@huren/standard';
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
  const TYPES = Object.keys(DOCUMENT_TYPES) as DocumentType[];
  const ABROAD: readonly DocumentType[] = ['passport', 'foreigner_permanent_residence'];

  it.each<readonly [string, string, Scheme, readonly DocumentType[]]>([
    ['a province', '420000', 'domestic', TYPES],
    ['the national code', '000000', 'national', TYPES],
    ['an international version', '330000', 'international', ABROAD],
    ['the code beside it', '330000', 'domestic', TYPES.filter((type) => type !== 'passport')],
  ])('of %s are those that its facts name, of all types', (_, code, scheme, taken) => {
    expect(TYPES).toHaveLength(7);
    for (const type of TYPES) {
      const refusal = { code: 'document_not_accepted', field: 'document.type' };
      const expected = taken.includes(type) ? undefined : expect.objectContaining(refusal);
      expect([type, refusalOf(code, scheme, type)]).toEqual([type, expected]);
    }
  });

  it('of any type lead to a code at every issuer', () => {
    for (const { code } of allIssuers())
      for (const type of TYPES)
        expect({ code, type, refusal: refusalOf(code, usualScheme(issuer(code), type), type) }).toEqual({
          code,
          type,
        });
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
