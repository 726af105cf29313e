import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { IsDay, IsInstant } from './moments.ts';

class StayDto {
  @IsInstant()
  from?: unknown;

  @IsDay()
  leftOn?: unknown;

  constructor(from: unknown, leftOn: unknown) {
    Object.assign(this, { from, leftOn });
  }
}

const faultsOf = (from: unknown, leftOn: unknown): (string | undefined)[] => {
  const errors = validateSync(new StayDto(from, leftOn));
  return ['from', 'leftOn'].map(
    (field) => Object.values(errors.find(({ property }) => property === field)?.constraints ?? {})[0],
  );
};

const DAY = '2020-02-29';
const instantFaultOf = (value: unknown) => faultsOf(value, DAY)[0];
const dayFaultOf = (value: unknown) => faultsOf('2020-02-29T09:00:00Z', value)[1];

describe('a time of a request', () => {
  it.each([
    '2020-03-16T09:00:00+08:00',
    '2020-03-16T09:00:00.123456Z',
    '9999-12-31T23:59:59+08:00',
    '2020-02-29T23:59:59-03:30',
    '0001-01-01T00:00:00Z',
  ])('is taken: %s', (value) => expect(instantFaultOf(value)).toBeUndefined());

  it.each([
    ['2020-03-16T09:00:00', 'has no offset, such as +08:00'],
    ['2020-03-16T09:00:00 08:00', 'has a blank for +: in a query, write %2B'],
    ['2020-03-16', 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ['2020-03-16T09:00+08:00', 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ['2020-03-16 09:00:00+08:00', 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ['2020-03-16T09:00:00+08:00 ', 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ['2020-W12-1T09:00:00Z', 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ['2020-03-16t09:00:00+08:00', 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ['2020-03-16T09:00:00z', 'is no time of the form 2020-03-16T09:00:00+08:00'],
    [1584320400000, 'is no time of the form 2020-03-16T09:00:00+08:00'],
    [undefined, 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ['2019-02-29T09:00:00+08:00', 'is no day of the calendar'],
    ['2020-13-01T09:00:00+08:00', 'is no day of the calendar'],
    ['0000-01-01T09:00:00+08:00', 'is no day of the calendar'],
    ['2020-03-16T24:00:00+08:00', 'is no time of day'],
    ['2020-03-16T09:60:00+08:00', 'is no time of day'],
    ['2020-03-16T09:00:60+08:00', 'is no time of day'],
    ['2020-03-16T09:00:00+24:00', 'is no offset of a time zone'],
    ['9999-12-31T23:59:59-10:00', 'is not within the years 1 to 9999 in China'],
    ['0001-01-01T00:00:00+14:00', 'is not within the years 1 to 9999 in China'],
  ])('%j %s', (value, fault) => expect(instantFaultOf(value)).toBe(fault));

  it('is one wherever it names an instant, with its offset', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (at) => {
          expect(instantFaultOf(at.toISOString())).toBeUndefined();
          expect(dayFaultOf(at.toISOString().slice(0, 10))).toBeUndefined();
        },
      ),
    ));

  it('is never taken where it names none', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{4}-[0-3]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(Z|\+[0-2]\d:[0-6]\d)$/),
        (text) => {
          if (instantFaultOf(text) === undefined) expect(new Date(text).getTime()).not.toBeNaN();
        },
      ),
    ));
});

describe('a day of a request', () => {
  it.each([
    ['2020-02-30', 'is no day of the calendar'],
    ['2019-02-29', 'is no day of the calendar'],
    ['2020-00-10', 'is no day of the calendar'],
    ['2020-04-31', 'is no day of the calendar'],
    ['2020-2-3', 'is no date of the form YYYY-MM-DD'],
    ['2020-02-03T00:00:00Z', 'is no date of the form YYYY-MM-DD'],
    [20200203, 'is no date of the form YYYY-MM-DD'],
  ])('%s %s', (value, fault) => expect(dayFaultOf(value)).toBe(fault));

  it('is taken on the last day of a leap February', () => expect(dayFaultOf(DAY)).toBeUndefined());
});
