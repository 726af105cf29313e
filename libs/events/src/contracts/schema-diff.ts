import type { JsonSchema } from './json-schema.ts';
import { narrowedBounds } from './schema-bounds.ts';
import { narrowedValues } from './schema-values.ts';
import type { Wording } from './wording.ts';

/** A field, as a JSON pointer into the data (`*` for an array's items), and what breaks there. */
export interface BreakingChange {
  field: string;
  reason: string;
}

interface Context {
  roots: { old: JsonSchema; new: JsonSchema };
  seen: Set<string>;
  words: Wording;
  /** Whether a field that the new schema does not have is ignored: so do readers with what came after them. */
  ignoresMore: boolean;
}

type Schemas = Readonly<Record<string, JsonSchema>>;

const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  if (typeof schema['$ref'] !== 'string') return schema;
  const parts = schema['$ref'].split('/').slice(1);
  return parts.reduce<JsonSchema>((node, part) => (node[part] ?? {}) as JsonSchema, root);
};

/** Properties of two parts; of a field that both have, what both say. */
const bothOf = (known: Schemas, next: Schemas): Schemas => {
  const shared = Object.keys(next).filter((name) => known[name]);
  const together = shared.map((name) => [name, { allOf: [known[name], next[name]] }]);
  return { ...known, ...next, ...(Object.fromEntries(together) as Schemas) };
};

/** A schema without reference and `allOf`: what all of its parts say together. */
const wholeOf = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  const { allOf, ...own } = resolve(schema, root) as JsonSchema & { allOf?: JsonSchema[] };
  return (allOf ?? []).reduce<JsonSchema>((known, part) => {
    const next = wholeOf(part, root);
    const properties = bothOf(propertiesOf(known), propertiesOf(next));
    return { ...known, ...next, properties, required: [...requiredOf(known), ...requiredOf(next)] };
  }, own);
};

const alternativesOf = (schema: JsonSchema): JsonSchema[] | undefined =>
  (schema['oneOf'] ?? schema['anyOf']) as JsonSchema[] | undefined;

const propertiesOf = (schema: JsonSchema): Schemas => (schema['properties'] ?? {}) as Schemas;
const requiredOf = (schema: JsonSchema): string[] => (schema['required'] ?? []) as string[];

const compareAlternatives = (before: JsonSchema, after: JsonSchema, field: string, context: Context) => {
  const choices = alternativesOf(after) ?? [after];
  const nearest = (one: JsonSchema): BreakingChange[] =>
    choices
      .map((choice) => compareNodes(one, choice, field, { ...context, seen: new Set(context.seen) }))
      .reduce((best, next) => (next.length < best.length ? next : best));
  return (alternativesOf(before) ?? [before]).flatMap(nearest);
};

const compareProperties = (before: JsonSchema, after: JsonSchema, field: string, context: Context) => {
  const now = propertiesOf(after);
  const newlyRequired = requiredOf(after).filter((name) => !requiredOf(before).includes(name));
  return [
    ...Object.entries(propertiesOf(before)).flatMap(([name, schema]) => {
      const at = `${field}/${name}`;
      const next = now[name];
      if (next) return compareNodes(schema, next, at, context);
      return context.ignoresMore ? [] : [{ field: at, reason: context.words.field }];
    }),
    ...newlyRequired.map((name) => ({ field: `${field}/${name}`, reason: context.words.required })),
  ];
};

/** Schemas below a node other than named properties: items, tuple places, values of a map. */
const compareInner = (before: JsonSchema, after: JsonSchema, field: string, context: Context) => {
  const pairs = ['items', 'additionalProperties'].map((name) => [before[name], after[name]] as const);
  const places = [before['prefixItems'] ?? [], after['prefixItems'] ?? []] as [JsonSchema[], JsonSchema[]];
  places[0].forEach((place, index) => pairs.push([place, places[1][index]]));
  return pairs.flatMap(([old, next]) => {
    const closed = next === false && old !== false;
    if (closed && !context.ignoresMore) return [{ field: `${field}/*`, reason: context.words.further }];
    if (typeof old !== 'object' || typeof next !== 'object') return [];
    return compareNodes(old as JsonSchema, next as JsonSchema, `${field}/*`, context);
  });
};

export const compareNodes = (
  oldNode: JsonSchema,
  newNode: JsonSchema,
  field: string,
  context: Context,
): BreakingChange[] => {
  const references = [oldNode, newNode].map((node) => node['$ref'] ?? node['allOf']);
  const pair = JSON.stringify(references);
  const isReference = references.every((reference) => reference !== undefined);
  if (isReference && context.seen.has(pair)) return [];
  if (isReference) context.seen.add(pair);
  const before = wholeOf(oldNode, context.roots.old);
  const after = wholeOf(newNode, context.roots.new);
  if (alternativesOf(before) ?? alternativesOf(after)) {
    return compareAlternatives(before, after, field, context);
  }
  const values = narrowedValues(before, after, context.words);
  const own = values.length > 0 ? values : narrowedBounds(before, after, context.words);
  return [
    ...own.map((reason) => ({ field: field || '/', reason })),
    ...compareProperties(before, after, field, context),
    ...compareInner(before, after, field, context),
  ];
};
