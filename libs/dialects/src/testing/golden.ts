import { readFileSync, readdirSync } from 'node:fs';
import type { CodeRef, IssuerCode, Scheme } from '@huren/standard';
import { dialectOf } from '../registry.ts';
import type { Dialect } from '../registry.ts';
import type { ReadOutcome } from '../read.ts';

/** Golden and broken records of one dialect. */
export type Golden = {
  readonly issuer: IssuerCode;
  readonly scheme: Scheme;
  /** Of the dialect, when they were last looked at. */
  readonly version: number;
  readonly golden: readonly { readonly what: string; readonly raw: unknown; readonly outcome: ReadOutcome }[];
  readonly broken: readonly {
    readonly what: string;
    readonly raw: unknown;
    readonly errors: readonly { readonly pointer: string; readonly code: string }[];
  }[];
};

const folder = new URL('../../golden/', import.meta.url);

export const golden = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden,
);

/** The code reference of an issuer's own one in golden records: itself, filled up with zeros. */
export const contextOf = (issuer: string) => ({
  codeRefOf: (reference: string) => `${issuer}.${reference.toLowerCase().padStart(26, '0')}` as CodeRef,
});

const usual = (issuer: string): Scheme => (issuer === '000000' ? 'national' : 'domestic');

/** The dialect of an issuer's scheme, the usual one where none is named, which there is. */
export const known = (issuer: string, scheme: Scheme = usual(issuer)): Dialect => {
  const found = dialectOf(issuer as IssuerCode, scheme);
  if (!found) throw new Error(`There is no dialect ${issuer} ${scheme}.`);
  return found;
};
