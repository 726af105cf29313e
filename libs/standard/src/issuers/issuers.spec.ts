import { readFileSync } from 'node:fs';
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

  it('have all the names that people know, and say which of them were published', () => {
    const facts = readFileSync(new URL('../../../../docs/facts.md', import.meta.url), 'utf8');
    const [, list = ''] = /Names people know: (.*?)\. \[M/s.exec(facts) ?? [];
    const known = list.split(', ').map((entry) => {
      const [, names = '', code] = /^(.+) (\d{6})$/.exec(entry) ?? [];
      return [code, names.split(' / ')];
    });
    const provinces = allIssuers().filter(({ code }) => code.endsWith('0000') && Number(code) % 660_000 > 0);
    expect(
      provinces.map(({ code, name, otherNames = [] }) => [code, [name['zh-CN'], ...otherNames]]),
    ).toEqual(known);
    const published = allIssuers().filter(({ nameStatus }) => nameStatus === 'documented');
    expect(published.map(({ code }) => code)).toEqual([
      '000000',
      '230000',
      '330000',
      '330100',
      '330110',
      '370000',
      '420000',
    ]);
  });
});
