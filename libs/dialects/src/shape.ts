import type { DialectDocument } from './dialect.ts';
import { isObject } from './raw.ts';
import type { Raw } from './raw.ts';

type Shape = DialectDocument['shape'];

/** A record on the wire as an object, or undefined where it does not have the dialect's shape. */
export const toObject = (shape: Shape, given: unknown): Raw | undefined => {
  if (shape.as === 'object') return isObject(given) ? given : undefined;
  if (shape.as === 'delimited') {
    const parts = typeof given === 'string' ? given.split(shape.separator) : [];
    if (parts.length !== shape.fields.length) return undefined;
    return Object.fromEntries(shape.fields.map((name, at) => [name, parts[at]]));
  }
  if (!Array.isArray(given) || !given.every(isObject)) return undefined;
  return Object.fromEntries(given.map((pair) => [String(pair[shape.name]), pair[shape.value]]));
};

/** An object as the dialect puts it on the wire. */
export const fromObject = (shape: Shape, raw: Raw): unknown => {
  if (shape.as === 'object') return raw;
  if (shape.as === 'delimited')
    return shape.fields.map((name) => String(raw[name] ?? '')).join(shape.separator);
  return Object.entries(raw).map(([name, value]) => ({ [shape.name]: name, [shape.value]: value }));
};
