import { breakingChanges, changesForAll } from '@huren/events';
import type { BreakingChange } from '@huren/events';
import { operationChanges } from './operation-changes.ts';
import type { Json, Operation, Parameter, Roots } from './operation-changes.ts';

export type { Json } from './operation-changes.ts';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

type PathItem = Readonly<Record<string, Operation>> & { readonly parameters?: readonly Parameter[] };

/** Each with the parameters of its path. */
const operationsOf = (document: Json): Map<string, Operation> =>
  new Map(
    Object.entries((document['paths'] ?? {}) as Record<string, PathItem>).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        const parameters = [...(item.parameters ?? []), ...(operation?.parameters ?? [])];
        return operation ? [[`${method.toUpperCase()} ${path}`, { ...operation, parameters }] as const] : [];
      }),
    ),
  );

const apiChanges = (before: Json, after: Json): BreakingChange[] => {
  const roots: Roots = { old: before, new: after };
  const now = operationsOf(after);
  return [...operationsOf(before)].flatMap(([name, old]) => {
    const next = now.get(name);
    if (!next) return [{ field: name, reason: 'the operation was removed' }];
    return operationChanges(old, next, roots).map(({ field, reason }) => ({
      field: `${name} ${field}`,
      reason,
    }));
  });
};

/** Provinces write dialects, and the federation alone reads them. */
const isWrittenAlone = ({ $id }: Json): boolean => String($id).endsWith('/dialect.json');

const schemaChanges = (before: Json, after: Json): BreakingChange[] =>
  isWrittenAlone(before) ? breakingChanges(before, after) : changesForAll(before, after);

/**
 * What a new JSON Schema or OpenAPI document refuses, lacks or adds, so that who uses the old one breaks; each names its
 * field.
 */
export const contractChanges = (before: Json, after: Json): BreakingChange[] =>
  before['openapi'] === undefined ? schemaChanges(before, after) : apiChanges(before, after);
