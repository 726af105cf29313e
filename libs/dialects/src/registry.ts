import type { HealthCodeRecord, IssuerCode, Scheme } from '@huren/standard';
import data from './data/dialects.json' with { type: 'json' };
import { dialectDocument } from './dialect.ts';
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

/** Compiles a dialect document. @throws ZodError where it is none */
export const compileDialect = (given: unknown): Dialect => {
  const document = dialectDocument.parse(given);
  const read = reader(document);
  return { document, read, render: renderer(document, read) };
};

const dialects = new Map(
  data.dialects.map((given) => [`${given.issuer}.${given.scheme}`, compileDialect(given)] as const),
);

export const allDialects = (): Dialect[] => [...dialects.values()];

/** The dialect of an issuer's scheme. */
export const dialectOf = (issuer: IssuerCode, scheme: Scheme): Dialect | undefined =>
  dialects.get(`${issuer}.${scheme}`);
