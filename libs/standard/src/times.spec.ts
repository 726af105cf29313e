import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, chinaDay, chinaTime, instant, startOfChinaDay } from './times.ts';

describe('times', () => {
  it('times are China time, to the second', () => {
    expect(chinaTime(new Date('2020-03-15T17:00:00.999Z'))).toBe('2020-03-16T01:00:00+08:00');
    expect(chinaDay(new Date('2020-03-15T16:00:00Z'))).toBe('2020-03-16');
    expect(() => chinaTime(new Date(Number.NaN))).toThrow(RangeError);
    expect(startOfChinaDay('2020-03-16').toISOString()).toBe('2020-03-15T16:00:00.000Z');
  });

  it('China time is an instant of the standard, the same to the second, on the day it says', () => {
    const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (at) => {
        const text = chinaTime(at);
        const shifted = new Date(at.getTime() + 8 * HOUR_MS).toISOString();
        expect(text).toBe(`${shifted.slice(0, 19)}+08:00`);
        expect(instant.safeParse(text).success).toBe(true);
        const cut = at.getTime() - Date.parse(text);
        expect(cut >= 0 && cut < 1000).toBe(true);
        const sinceMidnight = Date.parse(text) - startOfChinaDay(chinaDay(at)).getTime();
        expect(sinceMidnight >= 0 && sinceMidnight < DAY_MS).toBe(true);
      }),
    );
  });
});
