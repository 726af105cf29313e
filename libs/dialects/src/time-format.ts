import { chinaTime } from '@huren/standard';
import type { TimeField } from './dialect.ts';

type Format = TimeField['format'];

const DATE_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const digits = (value: unknown, places: number): number | undefined => {
  const text = String(value);
  return /^\d+$/.test(text) && text.length === places ? Number(text) : undefined;
};

const parse: Record<Format, (value: unknown) => number | string | undefined> = {
  rfc3339: (value) => (typeof value === 'string' && RFC3339.test(value) ? value : undefined),
  seconds: (value) => {
    const seconds = digits(value, 10);
    return seconds === undefined ? undefined : seconds * 1000;
  },
  millis: (value) => digits(value, 13),
  datetime: (value) => {
    const [, date, time] = DATE_TIME.exec(String(value)) ?? [];
    return date && time ? `${date}T${time}+08:00` : undefined;
  },
  compact: (value) => {
    const [, y, m, d, h, min, s] = COMPACT.exec(String(value)) ?? [];
    return y ? `${y}-${m}-${d}T${h}:${min}:${s}+08:00` : undefined;
  },
};

/** A time as China time, or undefined where it is not written in the format. */
export const readTime = (format: Format, value: unknown): string | undefined => {
  const parsed = parse[format](value);
  const at = parsed === undefined ? undefined : new Date(parsed);
  return at && !Number.isNaN(at.getTime()) ? chinaTime(at) : undefined;
};

/** A time in the format, to the second. */
export const writeTime = (format: Format, instant: string): string | number => {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  const china = chinaTime(new Date(instant));
  switch (format) {
    case 'rfc3339':
      return china;
    case 'seconds':
      return seconds;
    case 'millis':
      return seconds * 1000;
    case 'datetime':
      return china.slice(0, 19).replace('T', ' ');
    case 'compact':
      return china.slice(0, 19).replaceAll(/[-:T]/g, '');
  }
};
