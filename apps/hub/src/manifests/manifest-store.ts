import type { Sql } from '@huren/events';
import type { Decision } from '@huren/recognition';
import type { CodeRef, DivisionCode } from '@huren/standard';

export const PERSON_STATES = ['cleared', 'refused', 'pending'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export type Manifest = {
  readonly manifestId: string;
  readonly origin: DivisionCode;
  readonly destination: DivisionCode;
  readonly departure: Date;
  readonly employers: readonly string[];
};

export type ManifestPerson = {
  readonly place: number;
  readonly codeRef: CodeRef;
  readonly employer: string | null;
  readonly state: PersonState;
  readonly decisionId: string;
  /** What that decision says and rests on. */
  readonly grounds: string;
};

/** A person of a manifest is cleared when nothing more is asked of them than to pass, a look or a test. */
export const stateOf = ({ result, measure }: Decision): PersonState => {
  if (result === 'not_found' || result === 'unavailable' || result === 'expired') return 'pending';
  const passes = measure === 'pass' || measure === 'temperature_check';
  return result === 'recognised' && passes ? 'cleared' : 'refused';
};

/** @param looked when, and by what knowledge, its people are first decided about */
export const insertManifest = async (
  tx: Sql,
  manifest: Manifest,
  looked: { readonly at: Date; readonly knowledge: string },
): Promise<void> => {
  await tx.query(
    `insert into manifest (manifest_id, origin, destination, departure, employers, looked_at, knowledge)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      manifest.manifestId,
      manifest.origin,
      manifest.destination,
      manifest.departure,
      JSON.stringify(manifest.employers),
      looked.at,
      looked.knowledge,
    ],
  );
};

export const putPeople = async (
  tx: Sql,
  manifestId: string,
  people: readonly ManifestPerson[],
): Promise<void> => {
  await tx.query(
    `insert into manifest_person (manifest_id, place, code_ref, employer, state, decision_id, grounds)
     select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
     on conflict (manifest_id, place) do update
       set state = excluded.state, decision_id = excluded.decision_id, grounds = excluded.grounds`,
    [
      manifestId,
      people.map(({ place }) => place),
      people.map(({ codeRef }) => codeRef),
      people.map(({ employer }) => employer),
      people.map(({ state }) => state),
      people.map(({ decisionId }) => decisionId),
      people.map(({ grounds }) => grounds),
    ],
  );
};

type ManifestRow = {
  manifest_id: string;
  origin: DivisionCode;
  destination: DivisionCode;
  departure: Date;
  employers: string[];
};

const toManifest = (row: ManifestRow): Manifest => ({
  manifestId: row.manifest_id,
  origin: row.origin,
  destination: row.destination,
  departure: row.departure,
  employers: row.employers,
});

export const findManifest = async (sql: Sql, manifestId: string): Promise<Manifest | undefined> => {
  const [row] = await sql.query<ManifestRow>('select * from manifest where manifest_id = $1', [manifestId]);
  return row ? toManifest(row) : undefined;
};

type PersonRow = {
  place: number;
  code_ref: CodeRef;
  employer: string | null;
  state: PersonState;
  decision_id: string;
  grounds: string;
};

const toPerson = (row: PersonRow): ManifestPerson => ({
  place: row.place,
  codeRef: row.code_ref,
  employer: row.employer,
  state: row.state,
  decisionId: row.decision_id,
  grounds: row.grounds,
});

export const peopleOf = async (sql: Sql, manifestId: string): Promise<ManifestPerson[]> => {
  const rows = await sql.query<PersonRow>(
    'select * from manifest_person where manifest_id = $1 order by place',
    [manifestId],
  );
  return rows.map(toPerson);
};

/** Places of codes on manifests that have not left, locked until the transaction ends. */
export const openPlaces = async (
  tx: Sql,
  codeRefs: readonly CodeRef[],
  now: Date,
): Promise<{ manifest: Manifest; person: ManifestPerson }[]> => {
  const rows = await tx.query<ManifestRow & PersonRow>(
    `select m.*, p.* from manifest_person p join manifest m using (manifest_id)
      where p.code_ref = any($1::text[]) and m.departure > $2
      order by p.manifest_id, p.place for update of p`,
    [codeRefs, now],
  );
  return rows.map((row) => ({ manifest: toManifest(row), person: toPerson(row) }));
};

/** Every manifest that has not left is to be looked at again. */
export const lookAgain = async (tx: Sql, now: Date): Promise<void> => {
  await tx.query(`update manifest set looked_at = '-infinity' where departure > $1`, [now]);
};

/**
 * Claims one manifest that has not left and that is to be looked at again: since long, or what is known has
 * changed. Its people stay locked until the transaction ends; what another process looks at is skipped.
 */
export const claimToRefresh = async (
  tx: Sql,
  knowledge: string,
  now: Date,
  lookedBefore: Date,
): Promise<{ manifest: Manifest; people: ManifestPerson[] } | undefined> => {
  const [row] = await tx.query<ManifestRow>(
    `with claimed as (
       update manifest set looked_at = $2, knowledge = $1
        where manifest_id = (
          select manifest_id from manifest
           where departure > $2 and (looked_at <= $3 or knowledge <> $1)
           order by departure limit 1 for update skip locked)
       returning *
     ) select * from claimed`,
    [knowledge, now, lookedBefore],
  );
  if (!row) return undefined;
  await tx.query('select 1 from manifest_person where manifest_id = $1 order by place for update', [
    row.manifest_id,
  ]);
  return { manifest: toManifest(row), people: await peopleOf(tx, row.manifest_id) };
};
