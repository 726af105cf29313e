import { digestOf } from '@huren/crypto';
import type { Outcome, Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { Entry, Kind, Registered } from './entry.ts';
import type { RegisterDocument } from './register.answers.ts';

type Row<T> = {
  key: string;
  revision: number;
  recorded_at: Date;
  sequence: string | null;
  digest: string;
  data: T;
};

const entryOf = <T>(row: Row<T>): Entry<T> => ({
  key: row.key,
  revision: row.revision,
  recordedAt: chinaTime(row.recorded_at),
  sequence: row.sequence === null ? null : Number(row.sequence),
  digest: row.digest,
  data: row.data,
});

/** Enters one revision, in the caller's transaction; one that stands already is left as it is. */
export const enter = async <K extends Kind>(
  tx: Sql,
  kind: K,
  { key, revision, recordedAt, sequence, data }: Omit<Entry<Registered[K]>, 'digest'>,
  document: object = data,
): Promise<Outcome> => {
  const rows = await tx.query(
    `insert into register_entry (kind, key, revision, recorded_at, sequence, digest, data)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning key`,
    [kind, key, revision, recordedAt, sequence, digestOf(document), JSON.stringify(data)],
  );
  return rows.length === 1 ? 'applied' : 'duplicate';
};

/**
 * Another after each entry of some kinds. Entries are added and never changed, so their number says which there are; the
 * greatest number of any kind would not, as entries come in sight in another order than they were numbered.
 */
export const stampOf = async (sql: Sql, kinds: readonly Kind[]): Promise<string> => {
  const rows = await sql.query<{ kind: Kind; entries: number }>(
    `select kind, count(*)::int as entries from register_entry where kind = any($1::text[])
      group by kind order by kind`,
    [kinds],
  );
  return rows.map(({ kind, entries }) => `${kind}#${entries}`).join(' ');
};

/** Every revision of one kind. */
export const entriesOf = async <K extends Kind>(sql: Sql, kind: K): Promise<Entry<Registered[K]>[]> => {
  const rows = await sql.query<Row<Registered[K]>>('select * from register_entry where kind = $1', [kind]);
  return rows.map(entryOf);
};

/** The newest revision under a key; undefined: nothing in the register. */
export const newestRevision = async <K extends Kind>(
  sql: Sql,
  kind: K,
  key: string,
): Promise<Registered[K] | undefined> => {
  const [row] = await sql.query<{ data: Registered[K] }>(
    'select data from register_entry where kind = $1 and key = $2 order by revision desc limit 1',
    [kind, key],
  );
  return row?.data;
};

/** The highest revision in the register under each of some keys that it has. */
export const highestRevisions = async (
  sql: Sql,
  kind: Kind,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await sql.query<{ key: string; revision: number }>(
    `select key, max(revision) as revision from register_entry where kind = $1 and key = any($2::text[])
      group by key`,
    [kind, keys],
  );
  return new Map(rows.map(({ key, revision }) => [key, revision]));
};

/** The agreement, rule set or value set that a digest stands for; undefined: nothing in the register. */
export const documentOf = async (sql: Sql, digest: string): Promise<RegisterDocument | undefined> => {
  const [row] = await sql.query<{ document: RegisterDocument }>(
    `select case kind when 'agreement' then data -> 'agreement' when 'rule_set' then data -> 'ruleSet' else data end
            as document
       from register_entry
      where digest = $1 and kind in ('agreement', 'rule_set', 'value_set') limit 1`,
    [digest],
  );
  return row?.document;
};
