import { isObject } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { Shape } from './shape.ts';
import {
  fromDelimited,
  fromPositional,
  fromQuery,
  fromTagged,
  toPositional,
  toTagged,
  unique,
} from './texts.ts';

const fromPairs = (name: string, value: string, given: unknown): Raw | undefined => {
  const isPair = (pair: unknown): pair is Raw =>
    isObject(pair) && Object.keys(pair).length === 2 && typeof pair[name] === 'string' && value in pair;
  return Array.isArray(given) && given.every(isPair)
    ? unique(given.map((pair) => [String(pair[name]), pair[value]]))
    : undefined;
};

/** A record on the wire as an object, or undefined where it does not have the dialect's shape. */
export const toObject = (shape: Shape, given: unknown): Raw | undefined => {
  if (shape.as === 'object') return isObject(given) ? given : undefined;
  if (shape.as === 'pairs') return fromPairs(shape.name, shape.value, given);
  if (typeof given !== 'string') return undefined;
  switch (shape.as) {
    case 'delimited':
      return fromDelimited(shape, given);
    case 'positional':
      return fromPositional(shape, given);
    case 'query':
      return fromQuery(given);
    case 'tagged':
      return fromTagged(shape, given);
  }
};

/** An object as the dialect puts it on the wire; undefined where it does not fit. */
export const fromObject = (shape: Shape, raw: Raw): unknown => {
  const textOf = (name: string): string => String(raw[name] ?? '');
  switch (shape.as) {
    case 'object':
      return raw;
    case 'pairs':
      return Object.entries(raw).map(([name, value]) => ({ [shape.name]: name, [shape.value]: value }));
    case 'delimited':
      return shape.fields.map(textOf).join(shape.separator);
    case 'positional':
      return toPositional(shape, textOf);
    case 'query':
      return new URLSearchParams(
        Object.keys(raw).map((name): [string, string] => [name, textOf(name)]),
      ).toString();
    case 'tagged':
      return toTagged(shape, raw);
  }
};
