import type { Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { CodeRef } from '@huren/standard';

/** A holder's consent, given with an application. Null is what an earlier release did not keep of it. */
export type Consent = {
  readonly givenAt: string;
  readonly channel: string | null;
  readonly version: string | null;
};

export const keepConsent = async (
  tx: Sql,
  codeRef: CodeRef,
  { givenAt, channel, version }: { givenAt: Date; channel: string; version: string },
): Promise<void> => {
  await tx.query('insert into consent (code_ref, given_at, channel, version) values ($1, $2, $3, $4)', [
    codeRef,
    givenAt,
    channel,
    version,
  ]);
};

/** Every consent that was given for a code, in their order. */
export const consentsOf = async (sql: Sql, codeRef: CodeRef): Promise<Consent[]> => {
  const rows = await sql.query<Omit<Consent, 'givenAt'> & { given_at: Date }>(
    'select given_at, channel, version from consent where code_ref = $1 order by id',
    [codeRef],
  );
  return rows.map(({ given_at, ...given }) => ({ givenAt: chinaTime(given_at), ...given }));
};
