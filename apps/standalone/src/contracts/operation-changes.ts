import { breakingChanges, changesForReaders } from '@huren/events';
import type { BreakingChange } from '@huren/events';

export type Json = Record<string, unknown>;

/** The documents in which references resolve. */
export type Roots = { readonly old: Json; readonly new: Json };

export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Json;
};
type Content = Readonly<Record<string, { readonly schema?: Json }>>;
type Body = { readonly required?: boolean; readonly content?: Content };
export type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses?: Readonly<Record<string, Body>>;
};

type Compare = (before: Json, after: Json, roots: Roots) => BreakingChange[];

const under = (place: string, changes: readonly BreakingChange[]): BreakingChange[] =>
  changes.map(({ field, reason }) => ({ field: `${place} ${field}`, reason }));

const parameterChanges = (before: Operation, after: Operation, roots: Roots): BreakingChange[] => {
  const byName = ({ parameters = [] }: Operation) =>
    new Map(parameters.map((one) => [`${one.in} ${one.name}`, one]));
  const [old, now] = [byName(before), byName(after)];
  const required = [...now].filter(([name, { required }]) => required && !old.get(name)?.required);
  const others = [...old].flatMap(([name, parameter]) => {
    const next = now.get(name);
    if (!next) return [{ field: name, reason: 'the parameter was removed' }];
    return under(name, breakingChanges(parameter.schema ?? {}, next.schema ?? {}, roots));
  });
  return [...required.map(([field]) => ({ field, reason: 'the parameter is newly required' })), ...others];
};

const contentChanges = (
  place: string,
  before: Body,
  after: Body,
  roots: Roots,
  compare: Compare,
): BreakingChange[] =>
  Object.entries(before.content ?? {}).flatMap(([type, { schema = {} }]) => {
    const next = after.content?.[type];
    if (!next) return [{ field: `${place} ${type}`, reason: 'the media type was removed' }];
    return under(place, compare(schema, next.schema ?? {}, roots));
  });

const bodyChanges = (
  { requestBody: before }: Operation,
  { requestBody: after }: Operation,
  roots: Roots,
): BreakingChange[] => {
  const required = { field: 'body', reason: 'the body is newly required' };
  const now = after?.required && !before?.required ? [required] : [];
  if (!before) return now;
  if (!after) return [{ field: 'body', reason: 'the body was removed' }];
  return [...now, ...contentChanges('body', before, after, roots, breakingChanges)];
};

/** Of a problem its status is what callers rest on: further codes may join it. */
const responseChanges = (before: Operation, after: Operation, roots: Roots): BreakingChange[] =>
  Object.entries(before.responses ?? {}).flatMap(([status, response]) => {
    const next = after.responses?.[status];
    if (!next) return [{ field: status, reason: 'the status was removed' }];
    return status.startsWith('2') ? contentChanges(status, response, next, roots, changesForReaders) : [];
  });

/** What of an operation breaks who calls it: what it takes is narrower, or what it answers is wider. */
export const operationChanges = (before: Operation, after: Operation, roots: Roots): BreakingChange[] => [
  ...parameterChanges(before, after, roots),
  ...bodyChanges(before, after, roots),
  ...responseChanges(before, after, roots),
];
