import { readFileSync, readdirSync } from 'node:fs';
import type { CodeRef } from '@huren/standard';
import type { ReadOutcome } from '../read.ts';

/** Golden and broken records of one dialect. */
export type Golden = {
  issuer: string;
  scheme: 'domestic' | 'international' | 'national';
  golden: { raw: unknown; outcome: ReadOutcome }[];
  broken: { what: string; raw: unknown; errors: unknown }[];
};

const folder = new URL('../../golden/', import.meta.url);

export const golden = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden,
);

/** The reference that golden records have. */
export const refOf = (issuer: string): CodeRef => `${issuer}.00000000000000000000000000` as CodeRef;

export const contextOf = (issuer: string) => ({ codeRefOf: () => refOf(issuer) });
