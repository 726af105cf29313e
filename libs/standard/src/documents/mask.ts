import type { IdentityDocument } from './document.ts';

const COMPOUND_SURNAMES = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '令狐',
  '慕容',
  '司徒',
  '夏侯',
  '端木',
  '轩辕',
];

const stars = (count: number): string => '*'.repeat(Math.max(count, 1));

const ends = (text: string, first: number, last: number): string =>
  text.length <= first + last
    ? stars(text.length)
    : text.slice(0, first) + stars(text.length - first - last) + text.slice(-last);

/** The surname alone; of a name with a dot or a blank its first part's first character. */
export const maskName = (name: string): string => {
  const letters = [...name];
  const compound = COMPOUND_SURNAMES.some((surname) => name.startsWith(surname)) && letters.length > 2;
  const kept = compound ? 2 : 1;
  return letters.slice(0, kept).join('') + stars(letters.length - kept);
};

/** The first and last two characters of a document number. */
export const maskNumber = ({ number }: Pick<IdentityDocument, 'number'>): string => ends(number, 2, 2);

/** The first and last three digits of a telephone number. */
export const maskPhone = (phone: string): string => ends(phone, 3, 3);
