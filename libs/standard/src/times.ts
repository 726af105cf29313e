import { z } from 'zod';

/** RFC 3339 date-time with an offset, such as `2020-03-16T09:00:00+08:00`. */
export const instant = z.iso.datetime({ offset: true, error: 'RFC 3339 date-time with offset' });

/** RFC 3339 full-date, such as `2020-03-16`: a day in China. */
export const day = z.iso.date();

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const CHINA_OFFSET_MS = 8 * HOUR_MS;

const MOST_DAYS = 10_000;
const days = new Map<number, string>();

/** Days come again and again: `2020-03-16T`. */
const dateOf = (dayNumber: number): string => {
  const known = days.get(dayNumber);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const date = new Date(dayNumber * DAY_MS).toISOString().slice(0, 11);
  days.set(dayNumber, date);
  return date;
};

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** An instant as China time, to the second: `2020-03-16T09:00:00+08:00`. */
export const chinaTime = (at: Date): string => {
  const local = at.getTime() + CHINA_OFFSET_MS;
  const dayNumber = Math.floor(local / DAY_MS);
  const seconds = Math.floor((local - dayNumber * DAY_MS) / 1000);
  const [hour, minute] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${dateOf(dayNumber)}${TWO_DIGITS[hour]}:${TWO_DIGITS[minute]}:${TWO_DIGITS[seconds % 60]}+08:00`;
};

/** The day in China on which an instant falls. */
export const chinaDay = (at: Date): string => chinaTime(at).slice(0, 10);

/** The first instant of a day in China. */
export const startOfChinaDay = (date: string): Date => new Date(`${date}T00:00:00+08:00`);
