import { chinaTime } from '@huren/standard';

/** An instant as a sentence tells it, to the minute of China's clock: `2020-03-25 09:00`. */
export const chinaMinute = (at: Date | string): string =>
  chinaTime(new Date(at)).slice(0, 16).replace('T', ' ');
