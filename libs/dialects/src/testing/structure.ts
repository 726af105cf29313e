import type { Construct } from '../construct.ts';
import type { DialectDocument } from '../dialect.ts';

const place = (path: string): string =>
  path
    .split('.')
    .map((name) => (/^\d+$/.test(name) ? '[]' : '·'))
    .join('.');

const constructStructure = (one: Construct): unknown[] => {
  switch (one.as) {
    case 'flag':
      return ['flag', one.unsure.length > 0, one.time !== undefined];
    case 'facts':
      return [
        'facts',
        typeof one.kind === 'string',
        Object.values(one.fields).some((field) => typeof field !== 'string'),
      ];
    default:
      return [one.as];
  }
};

/**
 * How a dialect is built, whatever its fields and codes are called and however it writes times: shape, depth of
 * its parts, how it says colours, and by which constructs it says reasons.
 */
export const structureOf = ({
  shape,
  reference,
  subject,
  colour,
  reasons,
  validUntil,
}: DialectDocument): string => {
  const constructs = new Set((reasons ?? []).map((one) => JSON.stringify(constructStructure(one))));
  return JSON.stringify([
    shape.as,
    [reference, subject, colour.path].map(place),
    [colour.each !== undefined, colour.also !== undefined],
    'path' in validUntil,
    reasons ? [...constructs].sort() : 'bare',
  ]);
};

const renamed = (path: string): string =>
  path
    .split('.')
    .map((name) => (/^\d+$/.test(name) ? name : `z${name}`))
    .join('.');

const PATHS = new Set(['path', 'reference', 'subject', 'also', 'division', 'level', 'each', 'field', 'name']);
const TABLES = new Set(['codes', 'results', 'fields']);

const entriesOf = (value: object, key: string): [string, unknown][] =>
  Object.entries(value).map(([name, one]) =>
    TABLES.has(key) ? [`q${name}`, recoded(one)] : [name, recoded(one, name)],
  );

const isTemplate = (value: object): boolean => 'kind' in value && !('as' in value);

const recoded = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return PATHS.has(key) ? renamed(value) : value;
  if (Array.isArray(value)) return value.map((one) => recoded(one, key === 'personal' ? 'path' : ''));
  if (typeof value !== 'object' || value === null || isTemplate(value)) return value;
  return Object.fromEntries(entriesOf(value, key));
};

/** A dialect of the same structure under other names and codes. */
export const disguised = (document: DialectDocument): unknown => {
  const { name, meanings, presented, ...rest } = document;
  return { ...(recoded(rest) as object), name, meanings, presented };
};
