import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDivision } from './divisions/divisions.ts';
import { checkCharacter, hasValidCheck, upgrade } from './documents/check-digit.ts';
import { maskName, maskNumber, maskPhone } from './documents/mask.ts';
import { normaliseName, normaliseNumber } from './documents/normalise.ts';
import { issuerOf } from './identifiers.ts';
import { allIssuers, findIssuer, isIssuer } from './issuers/issuers.ts';
import { MEASURES, compareMeasures, strictestMeasure } from './measures.ts';
import { COLOURS, compareColours, hasColour, strictestColour } from './palettes.ts';
import { pointerOf } from './parse-record.ts';
import { REASON_KINDS, isRelief } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { recordTombstone } from './record.ts';
import { chinaDay, chinaTime, startOfChinaDay } from './times.ts';

describe('issuers', () => {
  it('are 31 provincial units, the Corps, the national platform, Hangzhou and Yuhang', () => {
    expect(allIssuers()).toHaveLength(35);
    expect(findIssuer('330000')?.schemes).toEqual(['domestic', 'international']);
    expect(isIssuer('660000')).toBe(true);
    expect(isIssuer('440100')).toBe(false);
    expect(allIssuers().every(({ code }) => isDivision(code))).toBe(true);
    expect(issuerOf('420000.00000000000000000000000000')).toBe('420000');
  });
});

describe('documents', () => {
  const digits17 = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 })
    .map((digits) => digits.join(''));

  it('a check character finds every single wrong digit and every exchange of neighbours', () => {
    fc.assert(
      fc.property(digits17, fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const number = digits + checkCharacter(digits);
        expect(hasValidCheck(number)).toBe(true);
        const wrong = (Number(number.charAt(at)) + by) % 10;
        expect(hasValidCheck(number.slice(0, at) + String(wrong) + number.slice(at + 1))).toBe(false);
        const swapped =
          number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        if (at < 16 && swapped !== number) expect(hasValidCheck(swapped)).toBe(false);
      }),
    );
    expect(upgrade('110105491231002')).toBe('11010519491231002X');
  });

  it('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(fc.string(), (text) =>
        expect(normaliseNumber(normaliseNumber(text))).toBe(normaliseNumber(text)),
      ),
    );
    expect(normaliseName(' 阿卜杜拉•买买提 ')).toBe('阿卜杜拉·买买提');
    expect(normaliseName('阿卜杜拉 ・ 买买提')).toBe('阿卜杜拉·买买提');
  });

  it('masks all but the surname, and all but the ends of numbers', () => {
    expect(['张三', '欧阳锋', '诸葛', '张', '李小龙'].map(maskName)).toEqual([
      '张*',
      '欧阳*',
      '诸*',
      '张*',
      '李**',
    ]);
    expect(maskNumber({ number: '11010519491231002X' })).toBe('11**************2X');
    expect(maskPhone('13812345678')).toBe('138*****678');
    expect(maskPhone('123')).toBe('***');
  });
});

describe('orders', () => {
  const colours = fc.constantFrom(...COLOURS);
  const measures = fc.constantFrom(...MEASURES);

  it('the strictest does not depend on order or repetition', () => {
    fc.assert(
      fc.property(colours, colours, colours, (a, b, c) => {
        expect(strictestColour(a, b, c)).toBe(strictestColour(c, strictestColour(b, a)));
        expect(strictestColour(a, a)).toBe(a);
        expect(compareColours(strictestColour(a, b), a)).toBeGreaterThanOrEqual(0);
      }),
    );
    fc.assert(
      fc.property(measures, measures, (a, b) => {
        expect(strictestMeasure(a, b)).toBe(strictestMeasure(b, a));
        expect(compareMeasures(strictestMeasure(a, b), b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('the international version has no red, the domestic one no orange', () => {
    expect([
      hasColour('international', 'red'),
      hasColour('domestic', 'orange'),
      hasColour('national', 'red'),
    ]).toEqual([false, false, true]);
  });
});

describe('reasons, times and pointers', () => {
  it('relief is a closed list', () => {
    const of = (given: object) => isRelief(given as Reason);
    expect(of({ kind: 'test.nucleic', result: 'negative' })).toBe(true);
    expect(of({ kind: 'test.nucleic', result: 'positive' })).toBe(false);
    expect(of({ kind: 'isolation', status: 'completed' })).toBe(true);
    expect(of({ kind: 'isolation', status: 'ordered' })).toBe(false);
    expect(of({ kind: 'case.recovered' })).toBe(true);
    expect(of({ kind: 'contact.close' })).toBe(false);
    expect(REASON_KINDS).toHaveLength(14);
  });

  it('times are China time, to the second', () => {
    expect(chinaTime(new Date('2020-03-15T17:00:00.999Z'))).toBe('2020-03-16T01:00:00+08:00');
    expect(chinaDay(new Date('2020-03-15T16:00:00Z'))).toBe('2020-03-16');
    expect(startOfChinaDay('2020-03-16').toISOString()).toBe('2020-03-15T16:00:00.000Z');
  });

  it('pointers escape as RFC 6901 has it', () => {
    expect(pointerOf(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d');
    expect(
      recordTombstone.safeParse({ codeRef: '420000.00000000000000000000000000', version: 2, erased: true })
        .success,
    ).toBe(true);
  });
});
