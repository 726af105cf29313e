import { breakingChanges } from '@huren/events';
import type { BreakingChange } from '@huren/events';

export type Json = Record<string, unknown>;

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean };
type Operation = { readonly parameters?: readonly Parameter[] };

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

const operationsOf = (document: Json): Map<string, Operation> =>
  new Map(
    Object.entries((document['paths'] ?? {}) as Record<string, Json>).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => [
        `${method.toUpperCase()} ${path}`,
        item[method] as Operation,
      ]),
    ),
  );

const schemasOf = (document: Json): Record<string, Json> =>
  ((document['components'] as Json | undefined)?.['schemas'] ?? {}) as Record<string, Json>;

const requiredOf = ({ parameters = [] }: Operation): string[] =>
  parameters.filter(({ required }) => required).map((one) => `${one.in} ${one.name}`);

const operationChanges = (before: Json, after: Json): BreakingChange[] => {
  const now = operationsOf(after);
  return [...operationsOf(before)].flatMap(([name, old]) => {
    const next = now.get(name);
    if (!next) return [{ field: name, reason: 'the operation was removed' }];
    const known = requiredOf(old);
    const added = requiredOf(next).filter((parameter) => !known.includes(parameter));
    return added.map((one) => ({ field: `${name} ${one}`, reason: 'the parameter is newly required' }));
  });
};

const schemaChanges = (before: Json, after: Json): BreakingChange[] => {
  const [old, now] = [schemasOf(before), schemasOf(after)];
  const roots = { old: before, new: after };
  return Object.entries(old).flatMap(([name, schema]) => {
    const next = now[name];
    if (!next) return [{ field: name, reason: 'the schema was removed' }];
    return breakingChanges(schema, next, roots).map(({ field, reason }) => ({
      field: `${name} ${field}`,
      reason,
    }));
  });
};

/** What a new JSON Schema or OpenAPI document refuses, or lacks, that the old one had; each names its field. */
export const contractChanges = (before: Json, after: Json): BreakingChange[] =>
  before['openapi'] === undefined
    ? breakingChanges(before, after)
    : [...operationChanges(before, after), ...schemaChanges(before, after)];
