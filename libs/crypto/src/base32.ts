const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Crockford base 32, lower case, most significant bit first; the last character is padded with zeros. */
export const encodeBase32 = (bytes: Uint8Array): string => {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((buffer >>> (bits - 5)) & 31);
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET.charAt((buffer << (5 - bits)) & 31) : text;
};

/** The bytes of a text of Crockford base 32, or undefined where it is none or is padded with ones. */
export const decodeBase32 = (text: string): Uint8Array | undefined => {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return undefined;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) bytes.push((buffer >>> (bits -= 8)) & 255);
    buffer &= (1 << bits) - 1;
  }
  return bits < 5 && buffer === 0 ? Uint8Array.from(bytes) : undefined;
};
