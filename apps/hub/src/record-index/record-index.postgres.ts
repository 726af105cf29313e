import type { Sql } from '@huren/events';
import { issuerOf } from '@huren/standard';
import type { CodeRef, HealthCodeRecord, IssuerCode, RecordTombstone } from '@huren/standard';
import type { Applied, IndexedRecord, RecordIndex } from './record-index.ts';

type State = HealthCodeRecord | RecordTombstone;
type Found = { code_ref: CodeRef; record: HealthCodeRecord | null; complete_at: Date | null };

const isErased = (state: State): state is RecordTombstone => 'erased' in state;

/** Of many keys each is looked up in its own partition: `any` would have the planner read through all of each. */
const amongMany = `unnest($1::text[]) as given (code_ref) cross join lateral (
  select * from code_record where code_record.code_ref = given.code_ref offset 0) c`;
const amongOne = '(select * from code_record where code_ref = any($1::text[])) c';

const FIND = (among: string): string =>
  `select c.code_ref, c.record, least(f.complete_at, f.handed_in_at) as complete_at
     from ${among} left join feed f using (issuer)`;

const GIVEN = `jsonb_to_recordset($1::jsonb)
      as t (code_ref text, issuer text, scheme text, subject text, version bigint, record jsonb, place int)`;

/** In the order of keys: two batches at the same time wait for one another, never both. */
const UPSERT = `
  insert into code_record (code_ref, issuer, scheme, subject, version, record, generation)
  select code_ref, issuer, scheme, subject, version, record,
         (select coalesce(max(generation), 0) from index_rebuild)
    from ${GIVEN} order by code_ref
  on conflict (code_ref) do update
    set scheme = excluded.scheme, subject = excluded.subject, version = excluded.version,
        record = excluded.record, generation = excluded.generation
    where code_record.version < excluded.version
  returning code_ref`;

/** Of what was not written the index has that version or a newer one, and keeps it until the transaction ends. */
const JUDGE = `
  select t.place,
         case when t.version < r.version then 'stale'
              when r.record is distinct from t.record then 'conflict' else 'duplicate' end as outcome
    from ${GIVEN} cross join lateral (
      select version, record from code_record where code_record.code_ref = t.code_ref offset 0) r`;

/** The record index on PostgreSQL, within the caller's transaction. */
export const postgresRecordIndex = (sql: Sql): RecordIndex => ({
  async lock(codeRef) {
    await sql.query('select 1 from code_record where code_ref = $1 for update', [codeRef]);
  },

  async find(codeRefs) {
    const rows = await sql.query<Found>(FIND(codeRefs.length === 1 ? amongOne : amongMany), [codeRefs]);
    const found = new Map<CodeRef, IndexedRecord>(codeRefs.map((ref) => [ref, { kind: 'unknown' }]));
    for (const row of rows) found.set(row.code_ref, indexed(row));
    return found;
  },

  async apply(states) {
    const given = states.map(rowOf);
    const newest = newestOf(given);
    if (newest.size === 0) return [];
    const rows = await sql.query<{ code_ref: CodeRef }>(UPSERT, [JSON.stringify([...newest.values()])]);
    const written = new Set(rows.map(({ code_ref }) => code_ref));
    const outcomes = given.map((): Applied => 'applied');
    const others = given.filter((row) => !written.has(row.code_ref) || newest.get(row.code_ref) !== row);
    if (others.length === 0) return outcomes;
    const judged = await sql.query<{ place: number; outcome: Applied }>(JUDGE, [JSON.stringify(others)]);
    if (judged.length !== others.length) throw new Error('a record was not written, and is not there');
    for (const { place, outcome } of judged) outcomes[place] = outcome;
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

type Row = Partial<Pick<HealthCodeRecord, 'scheme' | 'subject'>> & {
  readonly place: number;
  readonly code_ref: CodeRef;
  readonly issuer: IssuerCode;
  readonly version: number;
  readonly record?: HealthCodeRecord;
};

const rowOf = (state: State, place: number): Row => ({
  place,
  code_ref: state.codeRef,
  issuer: issuerOf(state.codeRef),
  version: state.version,
  ...(isErased(state) ? {} : { scheme: state.scheme, subject: state.subject, record: state }),
});

/** The newest state of each code; of equal versions the first. */
const newestOf = (given: readonly Row[]): Map<CodeRef, Row> => {
  const newest = new Map<CodeRef, Row>();
  for (const row of given)
    if (row.version > (newest.get(row.code_ref)?.version ?? -1)) newest.set(row.code_ref, row);
  return newest;
};
