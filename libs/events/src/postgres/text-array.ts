const TEXT_OID = 25;
/** Dimensions, whether any is null, the type of the elements; of the one dimension its length and first index. */
const HEAD_BYTES = 20;

/**
 * Texts in UTF-8 as an array parameter (`text[]`), in the binary format of PostgreSQL's `array_recv`. In the text format
 * that the driver makes of arrays, each quote of each text is escaped, and JSON is full of them.
 */
export const textArray = (texts: readonly Uint8Array[]): Buffer => {
  const array = Buffer.allocUnsafe(texts.reduce((bytes, text) => bytes + 4 + text.length, HEAD_BYTES));
  let at = 0;
  for (const number of [1, 0, TEXT_OID, texts.length, 1]) at = array.writeInt32BE(number, at);
  for (const text of texts) {
    at = array.writeInt32BE(text.length, at);
    array.set(text, at);
    at += text.length;
  }
  return array;
};
