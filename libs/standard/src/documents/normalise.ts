const FULL_WIDTH = /[！-～]/g;
/** Bullets, squares, hyphenation points, raised and katakana dots that stand in for `·` (U+00B7). */
const MIDDLE_DOTS = /[\u02d9\u0387\u16eb\u2022\u2027\u2219\u22c5\u25aa\u25cf\u2e31\u30fb\ua78f\uff65]/g;
/** Zero-width characters and marks of direction, which copying brings along. */
const INVISIBLE = /\p{Cf}/gu;

const halfWidth = (text: string): string =>
  text.replaceAll(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** A document number as it is checked: without blanks and dashes, half-width, capitals. */
export const normaliseNumber = (text: string): string =>
  halfWidth(text)
    .replaceAll(/[\s\p{Cf}\p{Pd}]/gu, '')
    .toUpperCase();

/**
 * A name as it is kept: half-width, single blanks, one `·` for every variant of the dot in minority names.
 * A full stop of any kind is such a variant between Chinese characters only: `John A. Smith` keeps his.
 */
export const normaliseName = (text: string): string =>
  halfWidth(text)
    .replaceAll(INVISIBLE, '')
    .replaceAll(MIDDLE_DOTS, '·')
    .replaceAll(/(?<=\p{Script=Han})\s*[.。｡﹒]\s*(?=\p{Script=Han})/gu, '·')
    .replaceAll(/\s*·[\s·]*/g, '·')
    .replaceAll(/\s+/g, ' ')
    .trim();
