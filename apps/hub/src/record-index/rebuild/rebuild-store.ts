import type { CodeEvent, Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';

export const REBUILD_STATES = ['waiting', 'gathering', 'merging', 'done', 'failed'] as const;
export type RebuildState = (typeof REBUILD_STATES)[number];

/** What a rebuild found: rows of the index that were wrong, missing, or of no code of the topic. */
export type RebuildCounts = {
  readonly codes: number;
  readonly repaired: number;
  readonly added: number;
  readonly removed: number;
  /** Messages of the topic that fit no contract: their keys were left as they are. */
  readonly unreadable: number;
};

/** A rebuild of the record index; generations count up. */
export type Rebuild = {
  readonly generation: number;
  readonly state: RebuildState;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly counts: RebuildCounts | null;
  readonly error: string | null;
};

type Row = {
  generation: number;
  state: RebuildState;
  started_at: Date;
  finished_at: Date | null;
  counts: RebuildCounts | null;
  error: string | null;
};

/** A rebuild that has not been heard of for so long was broken off. */
const LEASE = `interval '30 seconds'`;

// Waits for what a rebuild is at, and leaves it where it has been heard of again meanwhile.
const BREAK_OFF = `
  update index_rebuild set state = 'failed', error = 'broken_off', finished_at = clock_timestamp()
   where finished_at is null and lease_until <= clock_timestamp()`;

/** Begins a rebuild and empties what the last one gathered; undefined: one is running. */
export const beginRebuild = async (tx: Sql): Promise<number | undefined> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('huren.index.rebuild', 0))`);
  await tx.query(BREAK_OFF);
  const [row] = await tx.query<{ generation: number }>(
    `insert into index_rebuild (state, lease_until)
     select 'waiting', clock_timestamp() + ${LEASE}
      where not exists (select from index_rebuild where finished_at is null)
     returning generation`,
  );
  if (row) await tx.query('truncate code_record_gathered');
  return row?.generation;
};

export const lastRebuild = async (sql: Sql): Promise<Rebuild | undefined> => {
  const [row] = await sql.query<Row>('select * from index_rebuild order by generation desc limit 1');
  if (!row) return undefined;
  const { generation, state, started_at, finished_at, counts, error } = row;
  return { generation, state, startedAt: started_at, finishedAt: finished_at, counts, error };
};

const UNDER_WAY = 'generation = $1 and finished_at is null';

/** A rebuild that was not heard of in time: another may be under way, or done. */
export class RebuildBrokenOff extends Error {}

/** Holds a rebuild's place for the rest of the transaction. @throws RebuildBrokenOff */
export const holdRebuild = async (tx: Sql, generation: number): Promise<void> => {
  const held = await tx.query(
    `select 1 from index_rebuild where ${UNDER_WAY} and lease_until > clock_timestamp() for update`,
    [generation],
  );
  if (held.length === 0) throw new RebuildBrokenOff(`the rebuild ${generation} was broken off`);
};

/** Notes how far a rebuild is, and that it lives. */
export const noteState = (sql: Sql, generation: number, state: RebuildState): Promise<unknown> =>
  sql.query(
    `update index_rebuild set state = $2, lease_until = clock_timestamp() + ${LEASE} where ${UNDER_WAY}`,
    [generation, state],
  );

export const noteAlive = (sql: Sql, generation: number): Promise<unknown> =>
  sql.query(`update index_rebuild set lease_until = clock_timestamp() + ${LEASE} where ${UNDER_WAY}`, [
    generation,
  ]);

export const noteEnd = (
  sql: Sql,
  generation: number,
  { state, counts, error }: { state: 'done' | 'failed'; counts?: RebuildCounts; error?: string },
): Promise<unknown> =>
  sql.query(
    `update index_rebuild set state = $2, counts = $3, error = $4, finished_at = clock_timestamp()
      where ${UNDER_WAY}`,
    [generation, state, counts ? JSON.stringify(counts) : null, error ?? null],
  );

/** A message of the topic; without a state it fits no contract. */
export type Gathered = { readonly codeRef: CodeRef; readonly state?: CodeEvent };

/** Keeps the newest state of each code. @throws RebuildBrokenOff */
export const gather = async (tx: Sql, generation: number, given: readonly Gathered[]): Promise<void> => {
  await holdRebuild(tx, generation);
  await tx.query(
    `insert into code_record_gathered (generation, code_ref, version, state)
     select distinct on (code_ref) $4::int, code_ref, version, state
       from unnest($1::text[], $2::bigint[], $3::jsonb[]) as t (code_ref, version, state)
      order by code_ref, version desc
     on conflict (generation, code_ref) do update set version = excluded.version, state = excluded.state
      where code_record_gathered.version < excluded.version`,
    [
      given.map(({ codeRef }) => codeRef),
      // What cannot be read may be newer than anything that can.
      given.map(({ state }) => state?.version ?? Number.MAX_SAFE_INTEGER),
      given.map(({ state }) => (state ? JSON.stringify(state) : null)),
      generation,
    ],
  );
};
