import type { Letter } from './letter.ts';

/** A text by its length alone. */
export const maskText = (text: string): string => `***(${text.length})`;

const maskValue = (value: unknown): unknown => {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') return '***';
  if (Array.isArray(value)) return value.map(maskValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskValue(inner)]));
};

const maskDigits = (text: string): string => text.replaceAll(/\d{6,}/g, '***');

/** The letter for people to read: the payload's shape without its values, messages without numbers. */
export const maskLetter = (letter: Letter): Letter => ({
  ...letter,
  event: { ...letter.event, data: maskValue(letter.event.data) },
  error: letter.error && { ...letter.error, message: maskDigits(letter.error.message) },
});
