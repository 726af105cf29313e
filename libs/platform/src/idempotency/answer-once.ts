import { keyedDigestOf } from '@huren/crypto';
import { jsonBytes } from '@huren/events';
import type { Sql, Transactions } from '@huren/events';
import { ProblemException, problem } from '../errors/problem.ts';
import type { Problem } from '../errors/problem.ts';

/** An answer as it goes out: status and body. */
export type Answer<Body = unknown> = {
  readonly status: number;
  readonly body: Body;
  /** Ids of the decisions that the body bears: once one of them is erased, the body is not kept either. */
  readonly decisions?: readonly string[];
};

export type WriteRequest = {
  /** The header `Idempotency-Key`; absent: the write is simply done. */
  readonly key?: string | undefined;
  /** Method and path, without the query. */
  readonly route: string;
  readonly body: unknown;
  /** Bodies hold personal data: what is kept of one to know it again is keyed. */
  readonly digestKey: Uint8Array;
};

/** The status of what is told in place of an answer that is not kept any more. */
const GONE = 410;

const KEY = /^[\x21-\x7e]{1,200}$/;

type Row = { body_digest: string; status: number | null; answer: unknown };

const CLAIM = `
insert into idempotency_key (key, route, body_digest) values ($1, $2, $3)
on conflict do nothing returning key`;

const FIND = 'select body_digest, status, answer from idempotency_key where key = $1 and route = $2';

const KEEP = `
update idempotency_key set status = $3, answer = $4, decisions = $5 where key = $1 and route = $2`;

const REPLACE = `
update idempotency_key set status = ${GONE}, answer = t.problem::json, decisions = null
  from unnest($1::text[], $2::text[]) as t (decision, problem) where decisions @> array[t.decision]`;

const keyFault = (status: number, code: string, detail: string, reason: string): ProblemException =>
  new ProblemException(problem(status, code, detail, [{ pointer: '/Idempotency-Key', reason }]));

/**
 * Does a write in one transaction, once for each key: the same request gets the first answer, also after a
 * crash at any point, and another body under the same key is refused. A concurrent duplicate waits for the
 * first. What is thrown rolls everything back, the key as well.
 * @throws ProblemException for a key that is malformed or was used with another body
 */
export const answerOnce = async <Body>(
  transactions: Transactions,
  { key, route, body, digestKey }: WriteRequest,
  work: (tx: Sql) => Promise<Answer<Body>>,
): Promise<Answer<Body>> => {
  if (key === undefined) return transactions.run(work);
  if (!KEY.test(key)) {
    const reason = 'is not 1 to 200 visible ASCII characters';
    throw keyFault(400, 'invalid_request', 'The Idempotency-Key is malformed.', reason);
  }
  const digest = keyedDigestOf(digestKey, body ?? null);
  return transactions.run((tx) => once(tx, [key, route], digest, work));
};

/** JSON that is there already stays as it is. */
const bodyOf = ({ body }: Answer): Buffer => (body instanceof Buffer ? body : jsonBytes(body));

const once = async <Body>(
  tx: Sql,
  key: readonly [string, string],
  digest: string,
  work: (tx: Sql) => Promise<Answer<Body>>,
): Promise<Answer<Body>> => {
  const claimed = await tx.query(CLAIM, [...key, digest]);
  if (claimed.length === 0) return firstAnswer(tx, key, digest);
  const answer = await work(tx);
  await tx.query(KEEP, [...key, answer.status, bodyOf(answer), answer.decisions ?? null]);
  return answer;
};

const firstAnswer = async <Body>(
  tx: Sql,
  key: readonly [string, string],
  digest: string,
): Promise<Answer<Body>> => {
  const [row] = await tx.query<Row>(FIND, [...key]);
  if (row?.body_digest !== digest) {
    const detail = 'The Idempotency-Key was used before with another body.';
    throw keyFault(422, 'idempotency_key_reused', detail, 'was used with another body');
  }
  if (row.status === GONE) throw new ProblemException(row.answer as Problem);
  return { status: row.status ?? 200, body: row.answer as Body };
};

/** Puts the problem with which a decision is told to be erased in the place of each answer that bears it. */
export const replaceAnswers = (tx: Sql, erased: ReadonlyMap<string, Problem>): Promise<unknown> =>
  tx.query(REPLACE, [[...erased.keys()], [...erased.values()].map((told) => JSON.stringify(told))]);

/** Forgets keys older than so many days. */
export const pruneIdempotencyKeys = (sql: Sql, days: number): Promise<unknown> =>
  sql.query(`delete from idempotency_key where at < now() - make_interval(days => $1)`, [days]);
