import { DAY_MS, startOfChinaDay } from '@huren/standard';
import { ValidateBy } from 'class-validator';
import type { ValidationOptions } from 'class-validator';

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/;

const FIRST = startOfChinaDay('0001-01-01');
const END = startOfChinaDay('9999-12-31').getTime() + DAY_MS;

/** Whether its day in China has a year of four digits. */
const isWithinYears = (at: Date): boolean => at >= FIRST && at.getTime() < END;

const isCalendarDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return at.toISOString().startsWith(text) && at.getUTCFullYear() > 0;
};

/** Why a value is no day `YYYY-MM-DD` of the calendar; undefined: it is one. */
export const dayFault = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !DAY.test(value)) return 'is no date of the form YYYY-MM-DD';
  const [, , month = '', day = ''] = DAY.exec(value) ?? [];
  const couldBe = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return couldBe && isCalendarDay(value) ? undefined : 'is no day of the calendar';
};

const isClock = (hour: string, minute: string): boolean => Number(hour) < 24 && Number(minute) < 60;

/** Why a value is no RFC 3339 date-time with an offset; undefined: it is one. */
export const instantFault = (value: unknown): string | undefined => {
  const [, day, hour = '', minute = '', second = '', offset] =
    (typeof value === 'string' && INSTANT.exec(value)) || [];
  if (typeof value === 'string' && /\d \d\d:\d\d$/.test(value))
    return 'has a blank for +: in a query, write %2B';
  if (day === undefined) return 'is no time of the form 2020-03-16T09:00:00+08:00';
  if (offset === undefined) return 'has no offset, such as +08:00';
  const fault = dayFault(day);
  if (fault) return fault;
  if (!isClock(hour, minute) || Number(second) > 59) return 'is no time of day';
  const [offsetHour = '0', offsetMinute = '0'] = offset.slice(1).split(':');
  if (offset !== 'Z' && !isClock(offsetHour, offsetMinute)) return 'is no offset of a time zone';
  return isWithinYears(new Date(value as string)) ? undefined : 'is not within the years 1 to 9999 in China';
};

const byFault = (
  name: string,
  faultOf: (value: unknown) => string | undefined,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: {
        validate: (value) => faultOf(value) === undefined,
        defaultMessage: (given) => faultOf(given?.value) ?? 'does not fit',
      },
    },
    options,
  );

/** An RFC 3339 date-time with an offset, on a day of the calendar. The message says what is wrong with it. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  byFault('isInstant', instantFault, options);

/** A day `YYYY-MM-DD` of the calendar. The message says what is wrong with it. */
export const IsDay = (options?: ValidationOptions): PropertyDecorator => byFault('isDay', dayFault, options);
