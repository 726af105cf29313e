import type { IdentityDocument } from './document.ts';
import { surnameLength } from './surnames.ts';

const stars = (count: number): string => '*'.repeat(Math.max(count, 1));

const ends = (text: string, first: number, last: number): string =>
  text.length <= first + last
    ? stars(text.length)
    : text.slice(0, first) + stars(text.length - first - last) + text.slice(-last);

/** The surname alone, one or two characters; of a name with a dot or a blank its first character. */
export const maskName = (name: string): string => {
  const letters = [...name];
  const kept = surnameLength(letters);
  return letters.slice(0, kept).join('') + stars(letters.length - kept);
};

/** The first and last two characters of a document number. */
export const maskNumber = ({ number }: Pick<IdentityDocument, 'number'>): string => ends(number, 2, 2);

/** The first and last three digits of a telephone number. */
export const maskPhone = (phone: string): string => ends(phone, 3, 3);
