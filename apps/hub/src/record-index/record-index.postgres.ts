import type { Sql } from '@huren/events';
import { issuerOf } from '@huren/standard';
import type { CodeRef, HealthCodeRecord, RecordTombstone } from '@huren/standard';
import type { Applied, IndexedRecord, RecordIndex } from './record-index.ts';

type State = HealthCodeRecord | RecordTombstone;
type Found = { code_ref: CodeRef; record: HealthCodeRecord | null; complete_at: Date | null };

const isErased = (state: State): state is RecordTombstone => 'erased' in state;

const GIVEN = `jsonb_to_recordset($1::jsonb)
      as t (code_ref text, issuer text, scheme text, subject text, version bigint, record jsonb, place int)`;

/**
 * One statement a batch: newer versions win, of equal ones the first, and what stood before or was written tells what
 * came of each.
 */
const UPSERT = `
  with given as (
    select * from ${GIVEN}
  ), before as (
    select code_ref, version, record from code_record where code_ref = any(array(select code_ref from given))
  ), written as (
    insert into code_record (code_ref, issuer, scheme, subject, version, record, generation)
    select distinct on (code_ref) code_ref, issuer, scheme, subject, version, record,
           (select coalesce(max(generation), 0) from index_rebuild)
      from given order by code_ref, version desc, place
    on conflict (code_ref) do update
      set scheme = excluded.scheme, subject = excluded.subject, version = excluded.version,
          record = excluded.record, generation = excluded.generation
      where code_record.version < excluded.version
    returning code_ref, version, record
  )
  select case
           when g.version is distinct from coalesce(w.version, b.version) then 'stale'
           when g.record is distinct from case when w.version is null then b.record else w.record end then 'conflict'
           when w.version is null or g.place > min(g.place) over (partition by g.code_ref, g.version) then 'duplicate'
           else 'applied'
         end as outcome
    from given g left join before b using (code_ref) left join written w using (code_ref)
   order by g.place`;

/** What another transaction wrote under the same version while this one waited for it, it could not see before. */
const MEANWHILE = `
  select t.place, case when r.record is distinct from t.record then 'conflict' else 'duplicate' end as outcome
    from ${GIVEN} join code_record r using (code_ref) where r.version = t.version`;

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
    const given = states.map(rowOf);
    const rows = await sql.query<{ outcome: Applied }>(UPSERT, [JSON.stringify(given)]);
    const outcomes = rows.map(({ outcome }) => outcome);
    const stale = given.filter((_, place) => outcomes[place] === 'stale');
    if (stale.length === 0) return outcomes;
    const meanwhile = await sql.query<{ place: number; outcome: Applied }>(MEANWHILE, [
      JSON.stringify(stale),
    ]);
    for (const { place, outcome } of meanwhile) outcomes[place] = outcome;
    return outcomes;
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

const rowOf = (state: State, place: number): object => ({
  place,
  code_ref: state.codeRef,
  issuer: issuerOf(state.codeRef),
  version: state.version,
  ...(isErased(state) ? {} : { scheme: state.scheme, subject: state.subject, record: state }),
});
