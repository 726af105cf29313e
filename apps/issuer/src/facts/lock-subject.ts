import type { Sql } from '@huren/events';
import type { Subject } from '@huren/standard';

/** One at a time for each subject: an application, or an event that brings facts. Until the transaction ends. */
export const lockSubject = async (tx: Sql, subject: Subject): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [subject]);
};
