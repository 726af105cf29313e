import { describe, expect, it } from '@jest/globals';
import { isDivision, provinceOf } from '../divisions/divisions.ts';
import { issuerOf } from '../identifiers.ts';
import { allIssuers, findIssuer, isIssuer } from './issuers.ts';

describe('issuers', () => {
  it('are 31 provincial units, the Corps, the national platform, Hangzhou and Yuhang', () => {
    expect(allIssuers()).toHaveLength(35);
    expect(findIssuer('330000')?.schemes).toEqual(['domestic', 'international']);
    expect(isIssuer('660000')).toBe(true);
    expect(isIssuer('440100')).toBe(false);
    expect(allIssuers().every(({ code }) => isDivision(code))).toBe(true);
    expect(issuerOf('420000.00000000000000000000000000')).toBe('420000');
  });

  it('one is of each mainland province, and each has a name in both languages and a palette', () => {
    const all = allIssuers();
    const provinces = new Set(all.map(({ code }) => provinceOf(code)));
    expect(provinces.size).toBe(33);
    expect(all.filter(({ name, schemes }) => !name['zh-CN'] || !name.en || schemes.length === 0)).toEqual([]);
    expect(new Set(all.map(({ name }) => name['zh-CN'])).size).toBe(all.length);
    expect(findIssuer('000000')?.schemes).toEqual(['national']);
    expect(findIssuer('toString')).toBeUndefined();
  });
});
