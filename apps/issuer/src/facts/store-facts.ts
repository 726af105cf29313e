import type { PersonFact, Sql } from '@huren/events';
import type { Subject } from '@huren/standard';

/** Keeps the newest facts of a subject; false where they were known already or newer ones are. */
export const storeFacts = async (
  tx: Sql,
  subject: Subject,
  version: number,
  facts: readonly PersonFact[],
): Promise<boolean> => {
  const rows = await tx.query(
    `insert into subject_facts (subject, version, facts) values ($1, $2, $3)
     on conflict (subject) do update set version = excluded.version, facts = excluded.facts
       where subject_facts.version < excluded.version
     returning subject`,
    [subject, version, JSON.stringify(facts)],
  );
  return rows.length > 0;
};

/** Whether anything came to be known of a subject: perhaps that nothing is. */
export const hasFacts = async (sql: Sql, subject: Subject): Promise<boolean> =>
  (await sql.query('select 1 from subject_facts where subject = $1', [subject])).length > 0;
