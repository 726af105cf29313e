import { digestOf } from '@huren/crypto';
import type { Sql, Transactions } from '@huren/events';
import { problem } from '../errors/problem.ts';
import type { Problem } from '../errors/problem.ts';

/** An answer as it goes out: status and body. */
export type Answer = { readonly status: number; readonly body: unknown };

export type WriteRequest = {
  /** The header `Idempotency-Key`; absent: the write is simply done. */
  readonly key?: string | undefined;
  /** Method and path, without the query. */
  readonly route: string;
  readonly body: unknown;
};

const KEY = /^[\x21-\x7e]{1,200}$/;

type Row = { body_digest: string; status: number | null; answer: unknown };

const CLAIM = `
insert into idempotency_key (key, route, body_digest) values ($1, $2, $3)
on conflict do nothing returning key`;

const reused = (): Problem =>
  problem(422, 'idempotency_key_reused', 'The Idempotency-Key was used before with another body.', [
    { pointer: '/Idempotency-Key', reason: 'was used with another body' },
  ]);

/** Ends a transaction whose work was refused: nothing of it is kept. */
class Refused extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

/**
 * Does a write in one transaction, once for each key: the same request gets the first answer, also after a
 * crash at any point, and another body under the same key is refused. A concurrent duplicate waits for the
 * first. An answer of 400 and above rolls everything back, its key as well.
 */
export const answerOnce = async (
  transactions: Transactions,
  request: WriteRequest,
  work: (tx: Sql) => Promise<Answer>,
): Promise<Answer> => {
  const { key, route, body } = request;
  if (key !== undefined && !KEY.test(key)) {
    const reason = 'is not 1 to 200 visible ASCII characters';
    return answerOf(
      problem(400, 'invalid_request', 'The Idempotency-Key is malformed.', [
        { pointer: '/Idempotency-Key', reason },
      ]),
    );
  }
  try {
    return await transactions.run((tx) =>
      key === undefined ? done(tx, work) : once(tx, key, route, digestOf(body ?? null), work),
    );
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
};

const answerOf = (given: Problem): Answer => ({ status: given.status, body: given });

const done = async (tx: Sql, work: (tx: Sql) => Promise<Answer>): Promise<Answer> => {
  const answer = await work(tx);
  if (answer.status >= 400) throw new Refused(answer);
  return answer;
};

const once = async (
  tx: Sql,
  key: string,
  route: string,
  digest: string,
  work: (tx: Sql) => Promise<Answer>,
): Promise<Answer> => {
  const claimed = await tx.query(CLAIM, [key, route, digest]);
  if (claimed.length === 0) {
    const [row] = await tx.query<Row>(
      'select body_digest, status, answer from idempotency_key where key = $1 and route = $2',
      [key, route],
    );
    if (!row || row.body_digest !== digest) return answerOf(reused());
    return { status: row.status ?? 200, body: row.answer };
  }
  const answer = await done(tx, work);
  await tx.query('update idempotency_key set status = $3, answer = $4 where key = $1 and route = $2', [
    key,
    route,
    answer.status,
    JSON.stringify(answer.body),
  ]);
  return answer;
};

/** Forgets keys older than so many days. */
export const pruneIdempotencyKeys = (sql: Sql, days: number): Promise<unknown> =>
  sql.query(`delete from idempotency_key where at < now() - make_interval(days => $1)`, [days]);
