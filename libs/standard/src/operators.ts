/**
 * The identity of an operator as it is compared and kept: half-width, without blanks and invisible characters, in small
 * letters. The same person writes it in more than one way.
 */
export const normaliseOperator = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .toLowerCase();
