export const TIME_UNITS = ['year', 'month', 'day', 'hour'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+?)?(Z|(([+-])(\d{1,2}):?(\d{2})?))?$/;

const midnight = (date: string): Date => new Date(`${date}T00:00:00.000Z`);

/** A date or date-time, UTC where it names no offset; undefined where the text is neither. */
export const parseDateTime = (text: string): Date | undefined => {
  if (DATE.test(text)) return midnight(text);
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [, main = '', fraction, zone, offset, sign = '', hours = '', minutes = '00'] = match;
  const millis = fraction ? fraction.padEnd(4, '0').slice(0, 4) : '';
  const suffix = !zone || !offset ? 'Z' : `${sign}${hours.padStart(2, '0')}:${minutes}`;
  return new Date(main + millis + suffix);
};

/** The last day that a `YYYY` or `YYYY-MM` may mean; undefined for anything else. */
export const lastDayOf = (text: string): Date | undefined => {
  if (/^\d{4}$/.test(text)) return midnight(`${text}-12-31`);
  if (!/^\d{4}-\d{2}$/.test(text)) return undefined;
  const date = midnight(`${text}-01`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  date.setUTCDate(0);
  return date;
};

const shift: Record<TimeUnit, (date: Date, amount: number) => void> = {
  year: (date, amount) => date.setUTCFullYear(date.getUTCFullYear() + amount),
  month: (date, amount) => date.setUTCMonth(date.getUTCMonth() + amount),
  day: (date, amount) => date.setUTCDate(date.getUTCDate() + amount),
  hour: (date, amount) => date.setUTCHours(date.getUTCHours() + amount),
};

/** A date or date-time, whole or partial, moved by so many units; undefined where the text is none. */
export const plusTime = (text: string, amount: number, unit: TimeUnit): Date | undefined => {
  const date = lastDayOf(text) ?? parseDateTime(text);
  if (date && amount !== 0) shift[unit](date, amount);
  return date;
};

/** A date of birth as certificates carry it, whole or partial; undefined where the text is none. */
export const dateOfBirth = (text: string): Date | undefined =>
  lastDayOf(text) ?? (DATE.test(text) ? midnight(text) : undefined);
