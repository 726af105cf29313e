import { sealedKey } from '@huren/agreements';
import type { RegisteredKey, RegisteredKeys } from '@huren/agreements';
import type { SigningKey } from '@huren/crypto';
import { appendToOutbox, draftOf, partyKeyTopic } from '@huren/events';
import type { Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';

/** A key as it is kept. `development`: derived from the federation's secret, until its party brings one of its own. */
export type StoredKey = {
  readonly key: RegisteredKey;
  readonly revision: number;
  readonly development: boolean;
};

/** When keys are told of, and by whose seal. */
export type Sealing = { readonly now: Date; readonly registrar: SigningKey };

/** Acts are noted to the second: what is signed in this one stays signed by a key that ends no sooner than then. */
export const soonestEnd = (now: Date): Date => new Date(now.getTime() + 1000);

/** A key that ends at an instant, to the second. */
export const endedAt = ({ key, revision, development }: StoredKey, end: Date): StoredKey => ({
  key: { ...key, validTo: chinaTime(end) },
  revision: revision + 1,
  development,
});

/** The keys of some ids; none of them ends before the caller's transaction does. */
export const keysOf = async (tx: Sql, kids: readonly string[]): Promise<RegisteredKeys> => {
  const rows = await tx.query<StoredKey>(
    'select key from party_key where kid = any($1::text[]) order by kid for share',
    [kids],
  );
  const known = new Map(rows.map(({ key }) => [key.kid, key]));
  return (kid) => known.get(kid);
};

export const keysOfParty = (sql: Sql, party: DivisionCode): Promise<StoredKey[]> =>
  sql.query<StoredKey>(
    'select key, revision, development from party_key where party = $1 order by development, kid',
    [party],
  );

/** Keeps keys and tells everybody of them. Answers how many were new or changed. */
export const keepKeys = async (
  tx: Sql,
  keys: readonly StoredKey[],
  { now, registrar }: Sealing,
): Promise<number> => {
  const rows = await tx.query<{ kid: string }>(
    `with kept as (
       insert into party_key (kid, party, key, revision, development, public_key)
       select t.key ->> 'kid', t.key ->> 'party', t.key, t.revision, t.development, t.key ->> 'publicKey'
         from jsonb_to_recordset($1::jsonb) as t (key jsonb, revision integer, development boolean)
       on conflict (kid) do update set key = excluded.key, revision = excluded.revision
             where party_key.revision < excluded.revision
       returning kid
     ) select kid from kept`,
    [JSON.stringify(keys)],
  );
  const kept = new Set(rows.map(({ kid }) => kid));
  const time = chinaTime(now);
  await appendToOutbox(
    tx,
    keys
      .filter(({ key }) => kept.has(key.kid))
      .map(({ key, revision }) => sealedKey({ revision, key }, time, registrar))
      .map((data) => draftOf(partyKeyTopic, { source: '/hub', time, data })),
  );
  return kept.size;
};
