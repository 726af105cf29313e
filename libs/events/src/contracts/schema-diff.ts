import type { JsonSchema } from './json-schema.ts';
import { narrowedBounds } from './schema-bounds.ts';
import { narrowedValues } from './schema-values.ts';

/** A field, as a JSON pointer into the data (`*` for an array's items), and what breaks there. */
export interface BreakingChange {
  field: string;
  reason: string;
}

interface Context {
  roots: { old: JsonSchema; new: JsonSchema };
  seen: Set<string>;
}

type Schemas = Readonly<Record<string, JsonSchema>>;

const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  if (typeof schema['$ref'] !== 'string') return schema;
  const parts = schema['$ref'].split('/').slice(1);
  return parts.reduce<JsonSchema>((node, part) => (node[part] ?? {}) as JsonSchema, root);
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
      return next ? compareNodes(schema, next, at, context) : [{ field: at, reason: 'the field was removed' }];
    }),
    ...newlyRequired.map((name) => ({ field: `${field}/${name}`, reason: 'the field is newly required' })),
  ];
};

/** Schemas below a node other than named properties: items, tuple places, values of a map. */
const compareInner = (before: JsonSchema, after: JsonSchema, field: string, context: Context) => {
  const pairs = ['items', 'additionalProperties'].map((name) => [before[name], after[name]] as const);
  const places = [before['prefixItems'] ?? [], after['prefixItems'] ?? []] as [JsonSchema[], JsonSchema[]];
  places[0].forEach((place, index) => pairs.push([place, places[1][index]]));
  return pairs.flatMap(([old, next]) => {
    const closed = next === false && old !== false;
    if (closed) return [{ field: `${field}/*`, reason: 'further fields are refused' }];
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
  const pair = JSON.stringify([oldNode["$ref"], newNode["$ref"]]);
  const isReference = typeof oldNode['$ref'] === 'string' && typeof newNode['$ref'] === 'string';
  if (isReference && context.seen.has(pair)) return [];
  if (isReference) context.seen.add(pair);
  const before = resolve(oldNode, context.roots.old);
  const after = resolve(newNode, context.roots.new);
  if (alternativesOf(before) ?? alternativesOf(after)) {
    return compareAlternatives(before, after, field, context);
  }
  const values = narrowedValues(before, after);
  const own = values.length > 0 ? values : narrowedBounds(before, after);
  return [
    ...own.map((reason) => ({ field: field || '/', reason })),
    ...compareProperties(before, after, field, context),
    ...compareInner(before, after, field, context),
  ];
};
