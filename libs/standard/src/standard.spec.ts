import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDivision } from './divisions/divisions.ts';
import { issuerOf } from './identifiers.ts';
import { allIssuers, findIssuer, isIssuer } from './issuers/issuers.ts';
import { MEASURES, compareMeasures, strictestMeasure } from './measures.ts';
import { COLOURS, compareColours, hasColour, strictestColour } from './palettes.ts';
import { pointerOf } from './field-errors.ts';
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
