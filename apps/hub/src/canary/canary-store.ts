import type { CanaryEvent, Outcome, Sql } from '@huren/events';

/** Takes a canary's turn to be sent, to the end of the transaction; false: a later one of its hub went before it. */
export const takeTurn = async (tx: Sql, hub: string, version: number): Promise<boolean> => {
  const rows = await tx.query(
    `insert into canary_turn (hub, version) values ($1, $2)
     on conflict (hub) do update set version = excluded.version, sent_at = clock_timestamp()
       where canary_turn.version < excluded.version
     returning hub`,
    [hub, version],
  );
  return rows.length > 0;
};

/** Notes that a canary came back, and forgets hubs that have not been heard of for a day. */
export const noteCanary = async (tx: Sql, { hub, version }: CanaryEvent): Promise<Outcome> => {
  const rows = await tx.query(
    `insert into canary (hub, version) values ($1, $2)
     on conflict (hub) do update set version = excluded.version, seen_at = clock_timestamp()
       where canary.version < excluded.version
     returning hub`,
    [hub, version],
  );
  await tx.query(`delete from canary where seen_at < clock_timestamp() - interval '1 day'`);
  await tx.query(`delete from canary_turn where sent_at < clock_timestamp() - interval '1 day'`);
  return rows.length > 0 ? 'applied' : 'duplicate';
};

/** Seconds since a hub's canary last came back; undefined: never yet. */
export const canaryAge = async (sql: Sql, hub: string): Promise<number | undefined> => {
  const [row] = await sql.query<{ age: number }>(
    'select extract(epoch from clock_timestamp() - seen_at)::float as age from canary where hub = $1',
    [hub],
  );
  return row?.age;
};
