import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { ENGINE_VERSION, asOfEngine, decide, knowledgeOf } from '@huren/recognition';
import type { Decision } from '@huren/recognition';
import type { IssuerCode } from '@huren/standard';
import { STANDING, erasedOf, goneDecision } from './erase-decisions.ts';
import type { StandingRow } from './erase-decisions.ts';
import { unpinned } from './pinned.ts';
import type { Pinned } from './pinned.ts';

/** A recomputed decision; `identical`: its bytes are those of the first answer. */
export type ReplayedDecision = {
  readonly decisionId: string;
  readonly decision: Decision;
  readonly identical: boolean;
  readonly engine: { readonly then: string; readonly now: string };
  readonly digest: string;
};

const rowOf = async <Row>(
  sql: Sql,
  columns: string,
  decisionId: string,
  issuer: IssuerCode | undefined,
): Promise<Row | undefined> => {
  const [row] = await sql.query<Row>(
    `select ${columns} from decision where decision_id = $1 ${issuer === undefined ? '' : 'and issuer = $2'}`,
    issuer === undefined ? [decisionId] : [decisionId, issuer],
  );
  return row;
};

/**
 * A decision as it was answered, to the byte; undefined: there is none of this id.
 * @param issuer whose it is, in a database of several issuers
 * @throws ProblemException 410 with its digest once it is erased
 */
export const findDecision = async (
  sql: Sql,
  decisionId: string,
  issuer?: IssuerCode,
): Promise<string | undefined> => {
  const row = await rowOf<StandingRow>(sql, STANDING, decisionId, issuer);
  const erased = row && erasedOf(row);
  if (erased) throw goneDecision(erased);
  return row?.body ?? undefined;
};

/**
 * Decides again on exactly what a decision used, without looking at its outcome, and compares as of the engine that
 * decided then. Writes nothing. Undefined: there is none of this id.
 * @param issuer whose it is, in a database of several issuers
 * @throws ProblemException 410 with its digest once it, or a document it used, is erased; 409 where one is not what was kept
 */
export const replayDecision = async (
  sql: Sql,
  decisionId: string,
  issuer?: IssuerCode,
): Promise<ReplayedDecision | undefined> => {
  type Row = { used: Pinned | null; engine: string };
  const row = await rowOf<Row>(sql, 'used, engine', decisionId, issuer);
  const again = row?.used && decide(row.used.question, knowledgeOf(await unpinned(sql, row.used.used)));
  const first = await findDecision(sql, decisionId, issuer);
  if (first === undefined) return undefined;
  if (!row || !again) throw new Error('a decision is kept without what it used');
  const decision = asOfEngine(again, row.engine);
  return {
    decisionId,
    decision,
    identical: JSON.stringify(decision) === first,
    engine: { then: row.engine, now: ENGINE_VERSION },
    digest: digestOf(decision),
  };
};
