import type { Raw } from '../raw.ts';
import type { Shape } from './shape.ts';

type Of<A extends Shape['as']> = Extract<Shape, { as: A }>;
type Entry = readonly [string, unknown];

/** An object of entries, or undefined where a name stands twice. */
export const unique = (entries: readonly Entry[]): Raw | undefined =>
  new Set(entries.map(([name]) => name)).size === entries.length ? Object.fromEntries(entries) : undefined;

export const fromDelimited = ({ separator, fields }: Of<'delimited'>, given: string): Raw | undefined => {
  const parts = given.split(separator);
  if (parts.length !== fields.length) return undefined;
  return Object.fromEntries(fields.map((name, at) => [name, parts[at]]));
};

export const fromPositional = ({ fields }: Of<'positional'>, given: string): Raw | undefined => {
  if (given.length !== fields.reduce((sum, { width }) => sum + width, 0)) return undefined;
  let at = 0;
  return Object.fromEntries(
    fields.map(({ name, width }) => [name, given.slice(at, (at += width)).trimEnd()] as const),
  );
};

/** A text in which every field has its width, or undefined where a value is longer than that. */
export const toPositional = ({ fields }: Of<'positional'>, textOf: (name: string) => string) =>
  fields.some(({ name, width }) => textOf(name).length > width)
    ? undefined
    : fields.map(({ name, width }) => textOf(name).padEnd(width)).join('');

export const fromQuery = (given: string): Raw | undefined => {
  if (!/^[^=&?#\s]+=[^=&#\s]*(&[^=&?#\s]+=[^=&#\s]*)*$/.test(given)) return undefined;
  return unique([...new URLSearchParams(given)]);
};

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};
const escaped = (value: string): string =>
  value.replaceAll(/[&<>"']/g, (char) => Object.keys(ENTITIES).find((one) => ENTITIES[one] === char) ?? char);

const ELEMENT = /\s*<([\w.-]+)>((?:[^<&]|&(?:amp|lt|gt|quot|apos);)*)<\/\1>\s*/y;

const elementsIn = (inner: string): Entry[] | undefined => {
  const entries: Entry[] = [];
  ELEMENT.lastIndex = 0;
  for (let at = 0; at < inner.length; at = ELEMENT.lastIndex) {
    const [, name, value] = ELEMENT.exec(inner) ?? [];
    if (name === undefined || value === undefined) return undefined;
    entries.push([name, value.replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)]);
  }
  return entries;
};

export const fromTagged = ({ root }: Of<'tagged'>, given: string): Raw | undefined => {
  const [open, close] = [`<${root}>`, `</${root}>`];
  const text = given.trim();
  if (!text.startsWith(open) || !text.endsWith(close)) return undefined;
  const entries = elementsIn(text.slice(open.length, -close.length));
  return entries && unique(entries);
};

export const toTagged = ({ root }: Of<'tagged'>, raw: Raw): string =>
  `<${root}>${Object.entries(raw)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('')}</${root}>`;
