import type { PersonFact, Sql } from '@huren/events';
import type { Reason, Subject } from '@huren/standard';

type FactRow = { fact_id: string; reason: Reason };

/** Locks a subject against other writers until the transaction ends; answers its present version. */
export const lockSubject = async (tx: Sql, subject: Subject): Promise<number> => {
  await tx.query('insert into subject (subject, version) values ($1, 0) on conflict do nothing', [subject]);
  const [row] = await tx.query<{ version: number }>(
    'select version from subject where subject = $1 for update',
    [subject],
  );
  return row?.version ?? 0;
};

export const setVersion = async (tx: Sql, subject: Subject, version: number): Promise<void> => {
  await tx.query('update subject set version = $2 where subject = $1', [subject, version]);
};

/** Version and facts in force of a subject; version 0 where nothing was ever known. */
export const factsOf = async (
  sql: Sql,
  subject: Subject,
): Promise<{ version: number; facts: PersonFact[] }> => {
  const [known] = await sql.query<{ version: number }>('select version from subject where subject = $1', [
    subject,
  ]);
  const rows = await sql.query<FactRow>(
    `select fact_id, reason from person_fact
      where subject = $1 and withdrawn_at is null order by recorded_at, fact_id`,
    [subject],
  );
  return {
    version: known?.version ?? 0,
    facts: rows.map(({ fact_id, reason }) => ({ id: fact_id, reason })),
  };
};

/** Adds a fact, anew where it was withdrawn; false where it is in force already. The caller holds the subject's lock. */
export const insertFact = async (
  tx: Sql,
  subject: Subject,
  fact: PersonFact,
  now: Date,
): Promise<boolean> => {
  const rows = await tx.query(
    `insert into person_fact (subject, fact_id, entry, reason, recorded_at)
     select $1, $2, count(*) + 1, $3, $4 from person_fact where subject = $1 and fact_id = $2
     on conflict do nothing returning fact_id`,
    [subject, fact.id, JSON.stringify(fact.reason), now],
  );
  return rows.length > 0;
};

/** Whom a fact is or was about. */
export const subjectOfFact = async (sql: Sql, factId: string): Promise<Subject | undefined> => {
  const [row] = await sql.query<{ subject: Subject }>(
    'select subject from person_fact where fact_id = $1 limit 1',
    [factId],
  );
  return row?.subject;
};

export const markWithdrawn = async (
  tx: Sql,
  subject: Subject,
  factId: string,
  grounds: string,
  now: Date,
): Promise<boolean> => {
  const rows = await tx.query(
    `with withdrawn as (
       update person_fact set withdrawn_at = $4, withdrawn_because = $3
        where subject = $1 and fact_id = $2 and withdrawn_at is null returning fact_id
     ) select * from withdrawn`,
    [subject, factId, grounds, now],
  );
  return rows.length > 0;
};
