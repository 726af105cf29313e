import type { Sql } from '@huren/events';
import type { DivisionCode } from '@huren/standard';

const KEY = `hashtextextended('huren.level.' || division, 0)`;

/**
 * For whoever adds stays, before they read levels: no level of these divisions commits until the transaction ends, so
 * whoever recolours by one finds the stay. Several hold it at once, each in one order.
 */
export const holdLevels = async (tx: Sql, divisions: readonly DivisionCode[]): Promise<void> => {
  await tx.query(
    `select pg_advisory_xact_lock_shared(${KEY})
       from (select distinct division from unnest($1::text[]) as division order by division) as held`,
    [divisions],
  );
};

/** For whoever writes a division's level: waits until every stay being added there is written. */
export const lockLevel = async (tx: Sql, division: DivisionCode): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(${KEY}) from (select $1::text as division) as locked`, [
    division,
  ]);
};
