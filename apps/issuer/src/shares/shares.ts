import type { ShareEvent, Sql } from '@huren/events';
import type { CodeRef, HealthCodeRecord, IssuerCode } from '@huren/standard';
import type { IssuerContext } from '../issuer-context.ts';
import { isShareUnread } from '../unread/unread.ts';

/** Keeps what is shared with a province that decides itself; older versions never replace newer ones. */
export const storeShare = async (tx: Sql, sharedWith: IssuerCode, event: ShareEvent): Promise<boolean> => {
  const rows = await tx.query(
    `insert into shared_record (shared_with, code_ref, version, record, until) values ($1, $2, $3, $4, $5)
     on conflict (shared_with, code_ref) do update
       set version = excluded.version, record = excluded.record, until = excluded.until
       where shared_record.version < excluded.version
     returning code_ref`,
    [
      sharedWith,
      event.codeRef,
      event.version,
      'record' in event ? JSON.stringify(event.record) : null,
      'record' in event ? event.until : null,
    ],
  );
  return rows.length > 0;
};

/** A record that was shared with a province for a stay that has not ended; `unread`: what was shared last could not be read. */
export const findShared = async (
  sharedWith: IssuerCode,
  by: { readonly codeRef: CodeRef } | { readonly subject: string },
  context: Pick<IssuerContext, 'database' | 'deployment' | 'clock'>,
): Promise<HealthCodeRecord | 'unread' | undefined> => {
  const condition = 'codeRef' in by ? 'code_ref = $2' : `record ->> 'subject' = $2`;
  const rows = await context.database.sql.query<{ record: HealthCodeRecord }>(
    `select record from shared_record
      where shared_with = $1 and ${condition} and record is not null and until > $3
      order by record ->> 'issuedAt' desc`,
    [sharedWith, 'codeRef' in by ? by.codeRef : by.subject, context.clock.now()],
  );
  const refs = 'codeRef' in by ? [by.codeRef] : rows.map(({ record }) => record.codeRef);
  return (await isShareUnread(sharedWith, refs, context)) ? 'unread' : rows[0]?.record;
};
