import type { Sql } from '@huren/events';
import type { Subject } from '@huren/standard';

/**
 * One at a time for each subject: an application, which asks for the facts, or an event that brings them. An
 * event that finds no holder yet was published before the application asks; a later one finds the holder.
 */
export const lockSubject = async (tx: Sql, subject: Subject): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [subject]);
};
