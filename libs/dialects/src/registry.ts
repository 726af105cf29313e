import type { Colour, HealthCodeRecord, IssuerCode, Scheme } from '@huren/standard';
import { checkDialect } from './check-dialect.ts';
import type { ReasonTemplate } from './construct.ts';
import { documents } from './data/index.ts';
import type { DialectDocument } from './dialect.ts';
import { reader } from './read.ts';
import type { DialectContext, ReadOutcome } from './read.ts';
import { renderer } from './render.ts';
import type { Rendered } from './render.ts';

/** A dialect, compiled: a plain function each way. */
export type Dialect = {
  readonly document: DialectDocument;
  read(given: unknown, context: DialectContext): ReadOutcome;
  render(record: HealthCodeRecord): Rendered;
};

/** Compiles a dialect document. @throws Error that names each field at fault where it is none */
export const compileDialect = (given: unknown): Dialect => {
  const checked = checkDialect(given);
  if (!checked.ok) {
    const faults = checked.errors.map(({ pointer, message }) => `${pointer || '/'} ${message}`);
    throw new Error(`This is no dialect: ${faults.join('; ')}`);
  }
  const { document } = checked;
  const read = reader(document);
  return { document, read, render: renderer(document, read) };
};

const dialects = new Map(
  documents.map(compileDialect).map((one) => [`${one.document.issuer}.${one.document.scheme}`, one] as const),
);

export const allDialects = (): Dialect[] => [...dialects.values()];

/** The dialect of an issuer's scheme. */
export const dialectOf = (issuer: IssuerCode, scheme: Scheme): Dialect | undefined =>
  dialects.get(`${issuer}.${scheme}`);

/** What an issuer's bare colour may mean: each entry one set of reasons. Undefined: nothing is known. */
export const meaningsOf = (
  issuer: IssuerCode,
  scheme: Scheme,
  colour: Colour,
): readonly (readonly ReasonTemplate[])[] | undefined => dialectOf(issuer, scheme)?.document.meanings[colour];
