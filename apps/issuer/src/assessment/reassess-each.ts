import { TransientError } from '@huren/events';
import type { Sql } from '@huren/events';
import type { WorkChecks } from '@huren/platform';
import type { CodeRef } from '@huren/standard';
import type { IssuerContext } from '../issuer-context.ts';
import { reassessAll } from './reassess.ts';

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

type Context = Pick<IssuerContext, 'clock' | 'knowledge' | 'logger' | 'isCaughtUp'>;

/**
 * Assesses codes anew in the caller's transaction; one that cannot be assessed keeps no other back: of those among which
 * one fails each half is tried by itself. It stays as it was, is told in the log and in `/health/work`, and is tried again
 * later and later, up to every hour.
 * @throws TransientError where this process has not read everything yet: then none is at fault, and all are tried again
 */
export const reassessEach = async (
  tx: Sql,
  codeRefs: readonly CodeRef[],
  context: Context,
): Promise<void> => {
  const [first] = codeRefs;
  if (!first) return;
  await tx.query('savepoint codes');
  try {
    await reassessAll(tx, codeRefs, context);
    await tx.query('release savepoint codes');
  } catch (error) {
    if (error instanceof TransientError && !context.isCaughtUp()) throw error;
    await tx.query('rollback to savepoint codes');
    await tx.query('release savepoint codes');
    if (codeRefs.length === 1) return postpone(tx, first, error, context);
    const half = codeRefs.length >> 1;
    await reassessEach(tx, codeRefs.slice(0, half), context);
    await reassessEach(tx, codeRefs.slice(half), context);
  }
};

const postpone = (tx: Sql, codeRef: CodeRef, error: unknown, { logger, clock }: Context): Promise<void> => {
  logger.error({ err: error, issuer: codeRef.split('.')[0] }, 'a code could not be assessed');
  return tryLater(tx, codeRef, clock.now());
};

const tryLater = async (tx: Sql, codeRef: CodeRef, now: Date): Promise<void> => {
  await tx.query(
    `update code set failures = failures + 1,
            next_change_at = $2::timestamptz + make_interval(secs => least($3 * power(2, least(failures, 20)), $4) / 1000)
      where code_ref = $1`,
    [codeRef, now, FIRST_RETRY_MS, LONGEST_RETRY_MS],
  );
};

/** What `/health/work` tells: how many codes could not be assessed when they were to be. */
export const assessmentCheck = (sql: Sql): WorkChecks => ({
  assessment: async () => {
    const [row] = await sql.query<{ failing: number }>(
      'select count(*)::int as failing from code where failures > 0',
    );
    const failing = row?.failing ?? 0;
    return { ok: failing === 0, failing };
  },
});
