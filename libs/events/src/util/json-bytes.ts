declare const json: unique symbol;

/** JSON of a value in UTF-8: written once, whoever takes it. */
export type JsonBytes<T = unknown> = Buffer & { readonly [json]: T };

const bytesOf = <T>(text: string): JsonBytes<T> => Buffer.from(text) as JsonBytes<T>;

const CLOSED = Buffer.from('}');
const COMMA = Buffer.from(',');
const [OPEN_LIST, CLOSED_LIST] = [Buffer.from('['), Buffer.from(']')];

/** A value that JSON has. */
export const jsonBytes = <T>(value: T): JsonBytes<T> => bytesOf(JSON.stringify(value));

/** An object with one more field, its last, whose JSON is there already. */
export const withField = <T extends object, Name extends string, V>(
  object: T,
  name: Name,
  value: JsonBytes<V>,
): JsonBytes<T & Record<Name, V>> => {
  const open = JSON.stringify(object).slice(0, -1);
  const head = `${open}${open === '{' ? '' : ','}${JSON.stringify(name)}:`;
  return Buffer.concat([Buffer.from(head), value, CLOSED]) as JsonBytes<T & Record<Name, V>>;
};

/**
 * What `withField` made one of: the object, and the JSON of its last field. In JSON a quote within a text is escaped, so
 * in an object of texts and numbers the first place that reads like the field is the field.
 */
export const splitField = <T extends object>(text: string, name: string): [object: T, value: JsonBytes] => {
  const mark = `,${JSON.stringify(name)}:`;
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`no field ${name}`);
  return [JSON.parse(`${text.slice(0, at)}}`) as T, bytesOf(text.slice(at + mark.length, -1))];
};

/** An object whose JSON is there already, of one field or more, with more fields: none of its own. */
export const withMore = <T extends object, More extends object>(
  object: JsonBytes<T>,
  more: More,
): JsonBytes<T & More> => {
  const rest = JSON.stringify(more).slice(1);
  if (rest === '}') return object as unknown as JsonBytes<T & More>;
  return Buffer.concat([object.subarray(0, -1), COMMA, Buffer.from(rest)]) as JsonBytes<T & More>;
};

/** A list of values whose JSON is there already. */
export const listOf = <T>(values: readonly JsonBytes<T>[]): JsonBytes<readonly T[]> => {
  const parts = values.flatMap((value, at) => (at === 0 ? [value] : [COMMA, value]));
  return Buffer.concat([OPEN_LIST, ...parts, CLOSED_LIST]) as unknown as JsonBytes<readonly T[]>;
};
