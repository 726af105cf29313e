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
};

/** A person of a manifest is cleared when nothing more is asked of them than to pass, a look or a test. */
export const stateOf = ({ result, measure }: Decision): PersonState => {
  if (result === 'not_found' || result === 'unavailable' || result === 'expired') return 'pending';
  const passes = measure === 'pass' || measure === 'temperature_check';
  return result === 'recognised' && passes ? 'cleared' : 'refused';
};

export const insertManifest = async (tx: Sql, manifest: Manifest): Promise<void> => {
  await tx.query(
    `insert into manifest (manifest_id, origin, destination, departure, employers) values ($1, $2, $3, $4, $5)`,
    [
      manifest.manifestId,
      manifest.origin,
      manifest.destination,
      manifest.departure,
      JSON.stringify(manifest.employers),
    ],
  );
};

export const putPeople = async (
  tx: Sql,
  manifestId: string,
  people: readonly ManifestPerson[],
): Promise<void> => {
  await tx.query(
    `insert into manifest_person (manifest_id, place, code_ref, employer, state, decision_id)
     select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (manifest_id, place) do update set state = excluded.state, decision_id = excluded.decision_id`,
    [
      manifestId,
      people.map(({ place }) => place),
      people.map(({ codeRef }) => codeRef),
      people.map(({ employer }) => employer),
      people.map(({ state }) => state),
      people.map(({ decisionId }) => decisionId),
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
};

const toPerson = (row: PersonRow): ManifestPerson => ({
  place: row.place,
  codeRef: row.code_ref,
  employer: row.employer,
  state: row.state,
  decisionId: row.decision_id,
});

export const peopleOf = async (sql: Sql, manifestId: string): Promise<ManifestPerson[]> => {
  const rows = await sql.query<PersonRow>(
    'select * from manifest_person where manifest_id = $1 order by place',
    [manifestId],
  );
  return rows.map(toPerson);
};

/** Places of a code on manifests that have not left, locked until the transaction ends. */
export const openPlaces = async (
  tx: Sql,
  codeRef: CodeRef,
  now: Date,
): Promise<{ manifest: Manifest; person: ManifestPerson }[]> => {
  const rows = await tx.query<ManifestRow & PersonRow>(
    `select m.*, p.* from manifest_person p join manifest m using (manifest_id)
      where p.code_ref = $1 and m.departure > $2 for update of p`,
    [codeRef, now],
  );
  return rows.map((row) => ({ manifest: toManifest(row), person: toPerson(row) }));
};

/** Manifests that have not left. */
export const openManifests = async (sql: Sql, now: Date): Promise<Manifest[]> => {
  const rows = await sql.query<ManifestRow>('select * from manifest where departure > $1', [now]);
  return rows.map(toManifest);
};
