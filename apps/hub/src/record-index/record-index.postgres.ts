import type { Sql } from '@huren/events';
import { issuerOf } from '@huren/standard';
import type { CodeRef, HealthCodeRecord, RecordTombstone } from '@huren/standard';
import type { Applied, IndexedRecord, RecordIndex } from './record-index.ts';

type State = HealthCodeRecord | RecordTombstone;
type Found = { code_ref: CodeRef; record: HealthCodeRecord | null; complete_at: Date | null };

const isErased = (state: State): state is RecordTombstone => 'erased' in state;

/** One statement a batch: newer versions win, and the version that stood before tells what came of each. */
const UPSERT = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb)
      as t (code_ref text, issuer text, scheme text, subject text, version bigint, record jsonb)
  ), before as (
    select code_ref, version from code_record where code_ref = any(array(select code_ref from given))
  ), written as (
    insert into code_record (code_ref, issuer, scheme, subject, version, record, generation)
    select distinct on (code_ref) code_ref, issuer, scheme, subject, version, record,
           (select coalesce(max(generation), 0) from index_rebuild)
      from given order by code_ref, version desc
    on conflict (code_ref) do update
      set scheme = excluded.scheme, subject = excluded.subject, version = excluded.version,
          record = excluded.record, generation = excluded.generation
      where code_record.version < excluded.version
    returning code_ref, version
  )
  select g.code_ref, g.version, b.version as before, w.version as written
    from given g left join before b using (code_ref) left join written w using (code_ref)`;

type Outcome = { code_ref: string; version: string; before: string | null; written: string | null };

const appliedAs = ({ version, before, written }: Outcome): Applied => {
  if (written === version) return 'applied';
  return version === (written ?? before) ? 'duplicate' : 'stale';
};

/** The record index on PostgreSQL, within the caller's transaction. */
export const postgresRecordIndex = (sql: Sql): RecordIndex => ({
  async lock(codeRef) {
    await sql.query('select 1 from code_record where code_ref = $1 for update', [codeRef]);
  },

  async find(codeRefs) {
    const rows = await sql.query<Found>(
      `select c.code_ref, c.record, least(f.complete_at, f.handed_in_at) as complete_at
         from code_record c left join feed f using (issuer) where c.code_ref = any($1::text[])`,
      [codeRefs],
    );
    const found = new Map<CodeRef, IndexedRecord>(codeRefs.map((ref) => [ref, { kind: 'unknown' }]));
    for (const row of rows) found.set(row.code_ref, indexed(row));
    return found;
  },

  async apply(states) {
    if (states.length === 0) return [];
    const rows = await sql.query<Outcome>(UPSERT, [JSON.stringify(states.map(rowOf))]);
    const outcomes = new Map(rows.map((row) => [`${row.code_ref}@${row.version}`, appliedAs(row)]));
    const seen = new Set<string>();
    return states.map((state) => {
      const key = `${state.codeRef}@${state.version}`;
      const again = seen.has(key);
      seen.add(key);
      return again ? 'duplicate' : (outcomes.get(key) ?? 'stale');
    });
  },

  async feedsComplete(feeds) {
    if (feeds.length === 0) return;
    await sql.query(
      `insert into feed (issuer, complete_at) select * from unnest($1::text[], $2::timestamptz[])
       on conflict (issuer) do update set complete_at = greatest(feed.complete_at, excluded.complete_at)`,
      [feeds.map(({ issuer }) => issuer), feeds.map(({ at }) => at)],
    );
  },

  async handedIn(issuer, at) {
    await sql.query(
      `insert into feed (issuer, handed_in_at) values ($1, $2)
       on conflict (issuer) do update set handed_in_at = greatest(feed.handed_in_at, excluded.handed_in_at)`,
      [issuer, at],
    );
  },
});

const indexed = ({ record, complete_at }: Found): IndexedRecord =>
  record
    ? { kind: 'record', record, feedCompleteAt: complete_at ?? new Date(record.issuedAt) }
    : { kind: 'erased' };

const rowOf = (state: State): object => ({
  code_ref: state.codeRef,
  issuer: issuerOf(state.codeRef),
  version: state.version,
  ...(isErased(state) ? {} : { scheme: state.scheme, subject: state.subject, record: state }),
});
