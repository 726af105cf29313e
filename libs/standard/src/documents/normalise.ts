const FULL_WIDTH = /[！-～]/g;
const MIDDLE_DOTS = /[•‧∙⋅・･●.．]/g;

const halfWidth = (text: string): string =>
  text.replaceAll(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** A document number as it is checked: without blanks and dashes, half-width, capitals. */
export const normaliseNumber = (text: string): string =>
  halfWidth(text)
    .replaceAll(/[\s\u3000-]/g, '')
    .toUpperCase();

/** A name as it is kept: half-width, one `·` for every variant of the dot in minority names. */
export const normaliseName = (text: string): string =>
  halfWidth(text.trim())
    .replaceAll(MIDDLE_DOTS, '·')
    .replaceAll(/\s*·\s*/g, '·')
    .replaceAll(/[\s\u3000]+/g, ' ');
