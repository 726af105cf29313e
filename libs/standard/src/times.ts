import { z } from 'zod';

/** RFC 3339 date-time with an offset, such as `2020-03-16T09:00:00+08:00`. */
export const instant = z.iso.datetime({ offset: true, error: 'RFC 3339 date-time with offset' });

/** RFC 3339 full-date, such as `2020-03-16`: a day in China. */
export const day = z.iso.date();

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** An instant as China time, to the second: `2020-03-16T09:00:00+08:00`. */
export const chinaTime = (at: Date): string =>
  new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 19) + '+08:00';

/** The day in China on which an instant falls. */
export const chinaDay = (at: Date): string => chinaTime(at).slice(0, 10);

/** The first instant of a day in China. */
export const startOfChinaDay = (date: string): Date => new Date(`${date}T00:00:00+08:00`);
