import type { InstrumentKind, Life } from '@huren/agreements';
import type { Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { dueAt } from './instrument-file.ts';
import type { InstrumentFile, StoredAct, StoredVersion } from './instrument-file.ts';

type ActRow = Omit<StoredAct, 'at' | 'by'> & { readonly at: Date; readonly by_party: DivisionCode };

const read = async (
  sql: Sql,
  kind: InstrumentKind,
  id: string,
  lock: string,
): Promise<InstrumentFile | undefined> => {
  const key = [kind, id];
  const [row] = await sql.query<{ life: Life }>(
    `select life from instrument where kind = $1 and id = $2 ${lock}`,
    key,
  );
  if (!row) return undefined;
  const versions = await sql.query<StoredVersion>(
    `select version, terms, findings, revision, published from instrument_version
      where kind = $1 and id = $2 order by version`,
    key,
  );
  const acts = await sql.query<ActRow>(
    `select serial, version, act, by_party, at, content, signatures from instrument_act
      where kind = $1 and id = $2 order by serial`,
    key,
  );
  const actOf = ({ by_party: by, at, ...row }: ActRow): StoredAct => ({ ...row, by, at: chinaTime(at) });
  return { kind, id, life: row.life, versions, acts: acts.map(actOf) };
};

/** What is kept of an agreement or a rule set; undefined: there is none. */
export const readFile = (sql: Sql, kind: InstrumentKind, id: string) => read(sql, kind, id, '');

/** The same, and nobody else acts on it until the transaction ends. */
export const lockFile = (tx: Sql, kind: InstrumentKind, id: string) => read(tx, kind, id, 'for update');

/** The same for one whose time has come and that nobody else has taken; undefined: there is none. */
export const lockDue = async (tx: Sql, now: Date): Promise<InstrumentFile | undefined> => {
  const [due] = await tx.query<{ kind: InstrumentKind; id: string }>(
    'select kind, id from instrument where due_at <= $1 order by due_at limit 1 for update skip locked',
    [now],
  );
  return due && lockFile(tx, due.kind, due.id);
};

/** Makes room for a new one, and locks it: whoever drafts it at the same time waits. */
export const openFile = async (tx: Sql, kind: InstrumentKind, id: string): Promise<InstrumentFile> => {
  await tx.query(`insert into instrument (kind, id, life) values ($1, $2, '[]') on conflict do nothing`, [
    kind,
    id,
  ]);
  const file = await lockFile(tx, kind, id);
  if (!file) throw new Error(`${kind} ${id} is gone`);
  return file;
};

/** Keeps a file that is locked. Acts are only ever added. */
export const keepFile = async (tx: Sql, file: InstrumentFile): Promise<void> => {
  const { kind, id, life, versions, acts } = file;
  await tx.query('update instrument set life = $3, due_at = $4 where kind = $1 and id = $2', [
    kind,
    id,
    JSON.stringify(life),
    dueAt(file),
  ]);
  await tx.query(
    `insert into instrument_version (kind, id, version, terms, findings, revision, published)
     select $1, $2, t.* from jsonb_to_recordset($3::jsonb)
         as t (version integer, terms jsonb, findings jsonb, revision integer, published jsonb)
     on conflict (kind, id, version) do update
        set findings = excluded.findings, revision = excluded.revision, published = excluded.published`,
    [kind, id, JSON.stringify(versions)],
  );
  await tx.query(
    `insert into instrument_act (kind, id, serial, version, act, by_party, at, content, signatures)
     select $1, $2, t.serial, t.version, t.act, t.by, t.at, t.content, t.signatures
       from jsonb_to_recordset($3::jsonb) as t
         (serial integer, version integer, act text, by text, at timestamptz, content jsonb, signatures jsonb)
     on conflict do nothing`,
    [kind, id, JSON.stringify(acts)],
  );
};
