/** A text by its length alone. */
export const maskText = (text: string): string => `***(${text.length})`;
