import { describe, expect, it } from '@jest/globals';
import { compileRule } from './rule.ts';

const moved = (text: string, amount: number, unit: string): string | undefined => {
  const result = compileRule({ plusTime: [text, amount, unit] }).evaluate({});
  return 'value' in result ? (result.value as Date).toISOString() : undefined;
};
const bornAt = (text: string): string | undefined => {
  const result = compileRule({ dccDateOfBirth: [text] }).evaluate({});
  return 'value' in result ? (result.value as Date).toISOString() : undefined;
};

describe('a moment as it is written', () => {
  it.each([
    ['2020-03-16', '2020-03-16T00:00:00.000Z'],
    ['2020-03-16T09:00:00', '2020-03-16T09:00:00.000Z'],
    ['2020-03-16T09:00:00Z', '2020-03-16T09:00:00.000Z'],
    ['2020-03-16T09:00:00+08:00', '2020-03-16T01:00:00.000Z'],
    ['2020-03-16T09:00:00+0830', '2020-03-16T00:30:00.000Z'],
    ['2020-03-16T09:00:00+8', '2020-03-16T01:00:00.000Z'],
    ['2020-03-16T09:00:00-05:00', '2020-03-16T14:00:00.000Z'],
    ['2020-03-16T09:00:00.5Z', '2020-03-16T09:00:00.500Z'],
    ['2020-03-16T09:00:00.123987+08:00', '2020-03-16T01:00:00.123Z'],
    ['2020', '2020-12-31T00:00:00.000Z'],
    ['2020-02', '2020-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(moved(text, 0, 'day')).toBe(expected);
  });

  it.each([
    'on 2020',
    '20200',
    'in 2020-03',
    '2020-03-',
    'on 2020-03-16',
    '2020-03-16 or so',
    'at 2020-03-16T09:00:00Z',
    '2020-03-16T09:00:00Z or so',
    '2020-03-16T09:00:00+08:00:00',
    '2020-03-16T09:00:00.Z',
    '2020-03-16T09:00:00+x8:00',
    '2020-03-16T9:00:00Z',
  ])('%s is none', (text) => {
    expect(moved(text, 0, 'day')).toBeUndefined();
  });

  it('a date of birth may be partial, and has no time', () => {
    expect(bornAt('1990')).toBe('1990-12-31T00:00:00.000Z');
    expect(bornAt('1990-02')).toBe('1990-02-28T00:00:00.000Z');
    expect(bornAt('1990-02-03')).toBe('1990-02-03T00:00:00.000Z');
    for (const text of ['1990-02-03T00:00:00Z', 'x1990-02-03', '1990-02-03x', ''])
      expect(bornAt(text)).toBeUndefined();
  });
});

describe('a moment that is moved', () => {
  it.each([
    ['2020-02-29', 1, 'year', '2021-03-01'],
    ['2020-02-29', -4, 'year', '2016-02-29'],
    ['2020-01-15', 1, 'month', '2020-02-15'],
    ['2020-01-15', -1, 'month', '2019-12-15'],
    ['2020-01-31', 1, 'month', '2020-03-02'],
    ['2020-02-28', 2, 'day', '2020-03-01'],
    ['2020-03-01', -1, 'day', '2020-02-29'],
    ['2020-03-01', 36, 'hour', '2020-03-02T12:00'],
    ['2020-03-01', -1, 'hour', '2020-02-29T23:00'],
  ])('%s by %d %s is %s', (text, amount, unit, expected) => {
    expect(moved(text, amount, unit)).toBe(
      expected.includes('T') ? `${expected}:00.000Z` : `${expected}T00:00:00.000Z`,
    );
  });
});
