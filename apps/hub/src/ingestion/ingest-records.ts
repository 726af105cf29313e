import type { Dialect } from '@huren/dialects';
import type { CodeEvent, Sql } from '@huren/events';
import type { CodeRef, FieldError } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { postgresRecordIndex } from '../record-index/record-index.postgres.ts';
import type { Applied } from '../record-index/record-index.ts';
import { handIn } from './hand-in.ts';
import { endedRecord, readItem } from './read-records.ts';
import type { ReadItem } from './read-records.ts';

/** What came of one record handed in, by its place in the call. */
export type IngestedItem = {
  readonly index: number;
  readonly outcome: Applied | 'unchanged' | 'refused';
  readonly codeRef?: CodeRef;
  readonly errors?: readonly FieldError[];
};

export type IngestReport = {
  readonly counts: Readonly<Record<IngestedItem['outcome'], number>>;
  readonly items: readonly IngestedItem[];
};

export type IngestContext = HubContext & {
  readonly dialect: Dialect;
  readonly codeRefOf: (reference: string) => CodeRef;
};

/** Two reports of one update time that differ: nobody can say which is newer. */
const STANDS: FieldError = {
  pointer: '',
  code: 'version_conflict',
  message:
    'differs from what was handed in with the same update time, which stands: send it with a later one',
};

type Placed = { readonly index: number; readonly state: CodeEvent };

/**
 * Takes records in an issuer's own dialect: each is read, refused with its errors, or applied by its version.
 * Good records are taken although others are refused. In the caller's transaction.
 */
export const ingestRecords = async (
  tx: Sql,
  raws: readonly unknown[],
  context: IngestContext,
): Promise<IngestReport> => {
  const { dialect, codeRefOf, clock } = context;
  const now = clock.now();
  const read = raws.map((raw) => readItem(raw, dialect, codeRefOf, now));
  const ended = await endings(tx, read);
  const placed = read.flatMap((item, index): Placed[] => {
    if (item.kind === 'state') return [{ index, state: item.state }];
    const record = ended.get(index);
    return record ? [{ index, state: record }] : [];
  });
  const outcomes = await handIn(
    tx,
    placed.map(({ state }) => state),
    context,
  );
  const applied = new Map(placed.map(({ index }, at) => [index, outcomes[at] ?? 'stale']));
  return reportOf(read.map((item, index) => itemOf(item, index, applied.get(index))));
};

const endings = async (tx: Sql, read: readonly ReadItem[]): Promise<Map<number, CodeEvent>> => {
  const given = read.flatMap((item, index) => (item.kind === 'ending' ? [{ item, index }] : []));
  const known = await postgresRecordIndex(tx).find(given.map(({ item }) => item.codeRef));
  return new Map(
    given.flatMap(({ item, index }) => {
      const record = endedRecord(item, known.get(item.codeRef));
      return record ? [[index, record] as const] : [];
    }),
  );
};

const itemOf = (item: ReadItem, index: number, applied: Applied | undefined): IngestedItem => {
  if (item.kind === 'refused') return { index, outcome: 'refused', errors: item.errors };
  const codeRef = item.kind === 'state' ? item.state.codeRef : item.codeRef;
  return {
    index,
    outcome: applied ?? 'unchanged',
    codeRef,
    ...(applied === 'conflict' ? { errors: [STANDS] } : {}),
  };
};

const reportOf = (items: readonly IngestedItem[]): IngestReport => {
  const counts = { applied: 0, duplicate: 0, stale: 0, conflict: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return { counts, items };
};
