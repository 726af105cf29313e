import type { Sql, Transactions } from '@huren/events';
import type { Subject } from '@huren/standard';
import { lockSubject } from './lock-subject.ts';

/** So long facts of somebody who applies are kept although there is no code yet. */
const PATIENCE = `interval '5 minutes'`;

/**
 * From when this has committed, what the bus brings about a subject is kept: whoever asks the risk service after it
 * misses nothing that changes before the code is written, and needs no transaction while asking.
 */
export const awaitFacts = (transactions: Transactions, subject: Subject): Promise<void> =>
  transactions.run(async (tx) => {
    await lockSubject(tx, subject);
    await tx.query(
      `insert into awaited_subject (subject, until) values ($1, clock_timestamp() + ${PATIENCE})
       on conflict (subject) do update set until = excluded.until`,
      [subject],
    );
  });

export const isAwaited = async (sql: Sql, subject: Subject): Promise<boolean> =>
  (await sql.query('select 1 from awaited_subject where subject = $1', [subject])).length > 0;

/** Ends the waiting: there is a code, which keeps the facts. */
export const endAwaiting = async (tx: Sql, subject: Subject): Promise<void> => {
  await tx.query('delete from awaited_subject where subject = $1', [subject]);
};

/** Forgets whom nobody issued a code to after all, and the facts that came in the meantime. */
export const forgetAwaited = async (sql: Sql): Promise<void> => {
  await sql.query(
    `with gone as (delete from awaited_subject where until < clock_timestamp() returning subject)
     delete from subject_facts using gone
      where subject_facts.subject = gone.subject
        and not exists (select 1 from code where code.subject = gone.subject)`,
  );
};
