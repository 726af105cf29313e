import type { Dialect } from '@huren/dialects';
import type { CodeEvent } from '@huren/events';
import type { CodeRef, FieldError, HealthCodeRecord } from '@huren/standard';
import type { IndexedRecord } from '../record-index/record-index.ts';

/** What a record handed in says of a code: its next state, nothing that changes one, or what is wrong. */
export type ReadItem =
  | { readonly kind: 'state'; readonly state: CodeEvent }
  | { readonly kind: 'ending'; readonly codeRef: CodeRef; readonly version: number; readonly at: string }
  | { readonly kind: 'unchanged'; readonly codeRef: CodeRef }
  | { readonly kind: 'refused'; readonly errors: readonly FieldError[] };

/** Provinces' clocks may be so far ahead of ours. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** Taken, it would make every later report stale until then. */
const IN_THE_FUTURE: FieldError = {
  pointer: '',
  code: 'out_of_range',
  message: 'was updated in the future: its update time is later than now',
};

/** Reads one record in an issuer's own dialect. A result is no colour: it ends a code, erases it, or says nothing. */
export const readItem = (
  raw: unknown,
  dialect: Dialect,
  codeRefOf: (reference: string) => CodeRef,
  now: Date,
): ReadItem => {
  const read = dialect.read(raw, { codeRefOf });
  if (!read.ok) return { kind: 'refused', errors: read.errors };
  const version = read.kind === 'record' ? read.record.version : read.version;
  if (version * 1000 > now.getTime() + CLOCKS_DIFFER_MS) return { kind: 'refused', errors: [IN_THE_FUTURE] };
  if (read.kind === 'record') return { kind: 'state', state: read.record };
  const { codeRef, result } = read;
  if (result === 'not_found') return { kind: 'state', state: { codeRef, version, erased: true } };
  return result === 'expired'
    ? { kind: 'ending', codeRef, version, at: dateOf(version) }
    : { kind: 'unchanged', codeRef };
};

const dateOf = (version: number): string => new Date(version * 1000).toISOString().replace('.000Z', 'Z');

/** A known record that ends at the moment of the report; nothing where no record is known or it ended before. */
export const endedRecord = (
  ending: Extract<ReadItem, { kind: 'ending' }>,
  known: IndexedRecord | undefined,
): HealthCodeRecord | undefined => {
  if (known?.kind !== 'record' || Date.parse(known.record.issuedAt) >= Date.parse(ending.at))
    return undefined;
  const endsBefore = Date.parse(known.record.validUntil) < Date.parse(ending.at);
  const validUntil = endsBefore ? known.record.validUntil : ending.at;
  return { ...known.record, validUntil, version: ending.version };
};
