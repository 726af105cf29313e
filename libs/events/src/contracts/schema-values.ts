import type { JsonSchema } from './json-schema.ts';
import type { Wording } from './wording.ts';

const typesOf = (schema: JsonSchema): string[] | undefined => {
  const type = schema['type'] as string | string[] | undefined;
  return type === undefined ? undefined : [type].flat();
};

const valuesOf = (schema: JsonSchema): unknown[] | undefined =>
  'const' in schema ? [schema['const']] : (schema['enum'] as unknown[] | undefined);

const allows = (types: string[], type: string): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

const narrowedType = (before: JsonSchema, after: JsonSchema, words: Wording): string[] => {
  const next = typesOf(after);
  if (!next) return [];
  const lost = typesOf(before)?.filter((type) => !allows(next, type)) ?? ['any'];
  return lost.length > 0 ? [words.types(lost.join(', '), next.join(', '))] : [];
};

const narrowedEnum = (before: JsonSchema, after: JsonSchema, words: Wording): string[] => {
  const next = valuesOf(after);
  if (!next) return [];
  const values = valuesOf(before);
  if (!values) return [words.listed];
  const lost = values.filter((value) => !next.includes(value));
  return lost.length > 0 ? [words.values(lost.map((value) => JSON.stringify(value)).join(', '))] : [];
};

/** In which ways a schema allows fewer types or values than it did. */
export const narrowedValues = (before: JsonSchema, after: JsonSchema, words: Wording): string[] => {
  const type = narrowedType(before, after, words);
  return type.length > 0 ? type : narrowedEnum(before, after, words);
};
