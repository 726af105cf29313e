import { describe, expect, it } from '@jest/globals';
import { exactLevels, isAtLeast, recorded, riskLevels } from './risk-levels.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import { on, rule, rulesOf } from './testing/examples.ts';

describe('the index of rule sets', () => {
  const of = (destination: '440000' | '440100' | '440111', version = 1, more = {}) =>
    rulesOf([], { destination, version, id: `${destination}.domestic`, ...more });
  const found = (sets: ReturnType<typeof of>[], scheme: 'domestic' | 'international' = 'domestic') => {
    const ruleSet = ruleSetIndex(sets).find('440111', scheme, on('2020-03-16'))?.ruleSet;
    return ruleSet && `${ruleSet.id}@${ruleSet.version}`;
  };

  it("finds the destination's own, else its city's, else its province's", () => {
    expect(found([of('440000'), of('440100'), of('440111')])).toBe('440111.domestic@1');
    expect(found([of('440000', 9), of('440100')])).toBe('440100.domestic@1');
    expect(found([of('440000')])).toBe('440000.domestic@1');
    expect(found([])).toBeUndefined();
    expect(found([of('440111')], 'international')).toBeUndefined();
  });

  it('finds the newest version in force, whatever the order', () => {
    const sets = [
      of('440111', 2),
      of('440111', 1),
      of('440111', 3, { validFrom: '2020-03-17T00:00:00+08:00' }),
    ];
    expect(found(sets)).toBe('440111.domestic@2');
    expect(found(sets.reverse())).toBe('440111.domestic@2');
    expect(found([of('440111', 2, { validTo: '2020-03-16T09:00:00+08:00' }), of('440100')])).toBe(
      '440100.domestic@1',
    );
    const twins = [of('440111', 1, { id: 'b' }), of('440111', 1, { id: 'a' })];
    expect(found(twins)).toBe('a@1');
    expect(found(twins.reverse())).toBe('a@1');
  });

  it('finds one by its name too, and when another version of it comes to hold', () => {
    const from = '2020-03-17T00:00:00+08:00';
    const index = ruleSetIndex([of('440000'), of('440111'), of('440000', 2, { validFrom: from })]);
    const version = (day: string) => index.named('440000.domestic', on(day))?.ruleSet.version;
    expect([version('2019-03-16'), version('2020-03-16'), version('2020-03-17')]).toEqual([undefined, 1, 2]);
    expect(index.nextNamed('440000.domestic', on('2020-03-16'))).toBe(Date.parse(from));
    expect(index.nextNamed('440000.domestic', on('2020-03-17'))).toBeUndefined();
    expect(index.named('440100.domestic', on('2020-03-16'))).toBeUndefined();
  });

  it('does not take a rule set that would not be admitted', () => {
    const wrong = rulesOf([rule(true, { colour: 'orange' }), rule({ var: 'at' }, {}, { id: 'b' })]);
    expect(() => ruleSetIndex([wrong])).toThrow(
      "rule set 440000.domestic@1: a: colour: orange is no colour of the domestic scheme; b: at: the time is no fact: a rule's dates are its validFrom and validTo",
    );
  });
});

describe('risk levels', () => {
  const entries = [
    { division: '420000', level: 'low' },
    { division: '420100', level: 'medium' },
    { division: '420102', level: 'high' },
  ] as const;

  it('a division without a level has that of the city or province around it', () => {
    const levels = riskLevels(entries, '7');
    expect(levels.version).toBe('7');
    expect(levels.levelOf('420102')).toBe('high');
    expect(levels.levelOf('420106')).toBe('medium');
    expect(levels.levelOf('421002')).toBe('low');
    expect(levels.levelOf('110101')).toBeUndefined();
    expect(exactLevels(entries, '7').levelOf('420106')).toBeUndefined();
    expect(exactLevels(entries, '7').levelOf('420100')).toBe('medium');
  });

  it('records what was asked for and known, in order', () => {
    const levels = recorded(riskLevels(entries, '7'));
    expect(levels.version).toBe('7');
    expect([levels.levelOf('421002'), levels.levelOf('420106'), levels.levelOf('110101')]).toEqual([
      'low',
      'medium',
      undefined,
    ]);
    expect(levels.told()).toEqual([
      { division: '420106', level: 'medium' },
      { division: '421002', level: 'low' },
    ]);
  });

  it('are ordered low, medium, high', () => {
    expect([isAtLeast('medium', 'low'), isAtLeast('medium', 'medium'), isAtLeast('medium', 'high')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
