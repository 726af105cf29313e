import { digestOf } from '@huren/crypto';
import type { Sql, Transactions } from '@huren/events';
import { chinaTime } from '@huren/standard';
import { ProblemException, problem } from '../errors/problem.ts';
import { replaceAnswers } from '../idempotency/answer-once.ts';

/** What is left of a decision that was erased; the digest is that of its replay, over its canonical JSON. */
export type ErasedDecision = {
  readonly decisionId: string;
  readonly digest: string;
  readonly erasedAt: string;
};

/** Columns of a decision that tell whether it stands, for whoever selects them. */
export const STANDING = 'decision_id, body, digest, erased_at';

export type StandingRow = {
  readonly decision_id: string;
  readonly body: string | null;
  readonly digest: string | null;
  readonly erased_at: Date | null;
};

const BATCH = 200;

/** What is left of a decision; undefined: it stands. */
export const erasedOf = ({ decision_id, digest, erased_at }: StandingRow): ErasedDecision | undefined =>
  digest !== null && erased_at
    ? { decisionId: decision_id, digest, erasedAt: chinaTime(erased_at) }
    : undefined;

/** The problem with which an erased decision is answered, and its replay: 410, with what is left. */
export const goneDecision = (erased: ErasedDecision): ProblemException => {
  const { digest, erasedAt } = erased;
  const detail = `This decision was erased at ${erasedAt}; its digest was ${digest}.`;
  return new ProblemException({ ...problem(410, 'decision_erased', detail), ...erased });
};

/**
 * Erases decisions of a service's `decision` table: its answer and what it used, `contents`, are gone, the digest of
 * the answer, the moment and the grounds stay. Answers under an `Idempotency-Key` that bear it go with it.
 */
export const decisionErasure = (contents: readonly string[]) => {
  const gone = ['body', ...contents].map((column) => `${column} = null`).join(', ');

  const eraseRows = async (
    tx: Sql,
    rows: readonly StandingRow[],
    grounds: string,
    now: Date,
  ): Promise<void> => {
    const erased = rows.map(({ decision_id, body }) => ({
      decisionId: decision_id,
      digest: digestOf(JSON.parse(body ?? 'null')),
      erasedAt: chinaTime(now),
    }));
    const ids = erased.map(({ decisionId }) => decisionId);
    await tx.query(
      `update decision set ${gone}, digest = t.new_digest, erased_at = $3, erased_because = $4
         from unnest($1::text[], $2::text[]) as t (id, new_digest) where decision_id = t.id`,
      [ids, erased.map(({ digest }) => digest), now, grounds],
    );
    await replaceAnswers(tx, new Map(erased.map((one) => [one.decisionId, goneDecision(one).problem])));
  };

  /** In the caller's transaction; again: what the first left. Undefined: there is no such decision. */
  const erase = async (
    tx: Sql,
    decisionId: string,
    grounds: string,
    now: Date,
  ): Promise<ErasedDecision | undefined> => {
    const find = () =>
      tx.query<StandingRow>(`select ${STANDING} from decision where decision_id = $1 for update`, [
        decisionId,
      ]);
    const [row] = await find();
    if (!row) return undefined;
    if (row.erased_at === null) await eraseRows(tx, [row], grounds, now);
    const [left] = await find();
    const erased = left && erasedOf(left);
    // What was answered of it when answers did not go with their decisions yet.
    if (erased && row.erased_at !== null)
      await replaceAnswers(tx, new Map([[decisionId, goneDecision(erased).problem]]));
    return erased;
  };

  /** Erases those that were made before a moment, any replica a batch of them. Answers how many were. */
  const eraseBefore = (transactions: Transactions, before: Date, now: Date): Promise<number> =>
    transactions.run(async (tx) => {
      const rows = await tx.query<StandingRow>(
        `select ${STANDING} from decision where erased_at is null and decided_at < $1
          order by decided_at limit ${BATCH} for update skip locked`,
        [before],
      );
      if (rows.length > 0) await eraseRows(tx, rows, 'retention', now);
      return rows.length;
    });

  return { erase, eraseBefore };
};

export type DecisionErasure = ReturnType<typeof decisionErasure>;

const DAY_MS = 24 * 60 * 60_000;

/** Erases what is older than it is to be kept, a batch at each call; without `days` nothing. */
export const oldDecisions =
  (
    { eraseBefore }: DecisionErasure,
    { database, clock }: { database: { transactions: Transactions }; clock: { now(): Date } },
    days: number | undefined,
  ) =>
  async (): Promise<void> => {
    if (days === undefined) return;
    const now = clock.now();
    await eraseBefore(database.transactions, new Date(now.getTime() - days * DAY_MS), now);
  };
