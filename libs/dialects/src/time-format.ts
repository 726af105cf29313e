import { chinaTime, instant } from '@huren/standard';
import { z } from 'zod';
import { fieldPath } from './field-path.ts';

/** How a time is written: China time where it names no offset. */
export const TIME_FORMATS = [
  'rfc3339',
  'seconds',
  'millis',
  'datetime',
  'slashed',
  'compact',
  'chinese',
] as const;
export const timeFormat = z.enum(TIME_FORMATS);
type Format = z.infer<typeof timeFormat>;

export const timeField = z.strictObject({ path: fieldPath, format: timeFormat });
export type TimeField = z.infer<typeof timeField>;

/** A time as it looks in each format. */
export const TIME_EXAMPLES: Record<Format, string> = {
  rfc3339: '2020-03-16T09:00:00+08:00',
  seconds: '1584320400',
  millis: '1584320400000',
  datetime: '2020-03-16 09:00:00',
  slashed: '2020/03/16 09:00',
  compact: '20200316090000',
  chinese: '2020年03月16日09时00分',
};

const PATTERNS: Record<Exclude<Format, 'rfc3339' | 'seconds' | 'millis'>, RegExp> = {
  datetime: /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/,
  slashed: /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}):(\d{2})$/,
  compact: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/,
  chinese: /^(\d{4})年(\d{2})月(\d{2})日(\d{2})时(\d{2})分$/,
};

const ofEpoch = (text: string, places: number, unit: number): string | undefined =>
  /^\d+$/.test(text) && text.length === places ? chinaTime(new Date(Number(text) * unit)) : undefined;

const toInstant = (format: Format, text: string): string | undefined => {
  if (format === 'rfc3339') return text;
  if (format === 'seconds') return ofEpoch(text, 10, 1000);
  if (format === 'millis') return ofEpoch(text, 13, 1);
  const [, year, month, day, hour, minute, second = '00'] = PATTERNS[format].exec(text) ?? [];
  return year && `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`;
};

/** A time as China time, or undefined where it is not written in the format or is no day of the calendar. */
export const readTime = (format: Format, text: string): string | undefined => {
  const parsed = instant.safeParse(toInstant(format, text));
  if (!parsed.success) return undefined;
  return format === 'rfc3339' ? chinaTime(new Date(parsed.data)) : parsed.data;
};

/** A time in the format, as exactly as that tells times. */
export const writeTime = (format: Format, at: string): string | number => {
  const china = chinaTime(new Date(at));
  const seconds = Math.floor(Date.parse(at) / 1000);
  const [year, month, day, hour, minute, second] = china.slice(0, 19).split(/[-:T]/);
  switch (format) {
    case 'rfc3339':
      return china;
    case 'seconds':
      return seconds;
    case 'millis':
      return seconds * 1000;
    case 'datetime':
      return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
    case 'slashed':
      return `${year}/${month}/${day} ${hour}:${minute}`;
    case 'compact':
      return `${year}${month}${day}${hour}${minute}${second}`;
    case 'chinese':
      return `${year}年${month}月${day}日${hour}时${minute}分`;
  }
};
