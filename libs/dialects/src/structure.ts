import type { FieldError } from '@huren/standard';
import { pointerOf } from '@huren/standard';
import type { DialectDocument } from './dialect.ts';
import { pointerTo } from './field-path.ts';
import { isObject } from './raw.ts';
import type { Raw } from './raw.ts';

/** What a field holds: a text or number, an array, or, read over, anything. */
export type Holds = 'text' | 'array' | 'anything';

/** Every field that a dialect reads or reads over, and what it holds. A path may come twice in a faulty one. */
export const fieldsOf = (dialect: DialectDocument): (readonly [path: string, holds: Holds])[] => {
  const { reference, subject, updatedAt, validUntil, colour, reasons = [], ignored } = dialect;
  const until = 'path' in validUntil ? [validUntil.path] : [];
  const texts = [reference, subject, updatedAt.path, ...until, ...(colour.also ? [colour.also] : [])];
  const said = reasons.flatMap((one): (readonly [string, Holds])[] => {
    if (one.as === 'facts') return [[one.path, 'array']];
    if (one.as === 'area') return [one.division, one.level].map((path) => [path, 'text']);
    const time = one.as === 'flag' && one.time ? [one.time.path] : [];
    return [one.path, ...time].map((path) => [path, 'text']);
  });
  return [
    ...texts.map((path) => [path, 'text'] as const),
    [colour.path, colour.each === undefined ? 'text' : 'array'],
    ...said,
    ...ignored.map(({ path }) => [path, 'anything'] as const),
  ];
};

type Container = 'object' | 'array';
type Layout = {
  readonly fields: ReadonlyMap<string, Holds>;
  readonly personal: ReadonlySet<string>;
  readonly containers: ReadonlyMap<string, Container>;
};

const containersIn = (path: string): [string, Container][] => {
  const names = path.split('.');
  return names
    .slice(1)
    .map((next, at) => [pointerOf(names.slice(0, at + 1)), /^\d+$/.test(next) ? 'array' : 'object']);
};

/** Where the fields of a dialect lie, by JSON pointer. */
const layoutOf = (dialect: DialectDocument): Layout => {
  const fields = fieldsOf(dialect);
  return {
    fields: new Map(fields.map(([path, holds]) => [pointerTo(path), holds])),
    personal: new Set(dialect.personal.map(pointerTo)),
    containers: new Map([...fields.map(([path]) => path), ...dialect.personal].flatMap(containersIn)),
  };
};

const fault = (pointer: string, code: string, message: string): FieldError[] => [{ pointer, code, message }];
const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null;

const typeFault = (pointer: string, value: unknown, holds: Holds): FieldError[] => {
  if (value === null || holds === 'anything') return [];
  if (holds === 'array') return Array.isArray(value) ? [] : fault(pointer, 'wrong_type', 'is no array');
  return isContainer(value) ? fault(pointer, 'wrong_type', 'is neither text nor number') : [];
};

const faultsAt = (pointer: string, value: unknown, layout: Layout): FieldError[] => {
  const { fields, personal, containers } = layout;
  if (personal.has(pointer))
    return fault(pointer, 'personal_field', 'is personal and must be stripped before a record is handed in');
  const holds = fields.get(pointer);
  if (holds) return typeFault(pointer, value, holds);
  const container = containers.get(pointer);
  if (!container) return fault(pointer, 'unknown_field', 'is no field of the dialect');
  if (value === null) return [];
  const fits = container === 'array' ? Array.isArray(value) : isObject(value);
  return fits
    ? faultsBelow(pointer, value as object, layout)
    : fault(pointer, 'wrong_type', `is no ${container}`);
};

const faultsBelow = (pointer: string, value: object, layout: Layout): FieldError[] =>
  Object.entries(value).flatMap(([name, one]) => faultsAt(pointer + pointerOf([name]), one, layout));

/** Checks a record for what is no field of the dialect, is personal, or holds something of another type. */
export const structureOf = (dialect: DialectDocument): ((raw: Raw) => FieldError[]) => {
  const layout = layoutOf(dialect);
  return (raw) => faultsBelow('', raw, layout);
};
