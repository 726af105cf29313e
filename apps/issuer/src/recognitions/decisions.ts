import { digestOf } from '@huren/crypto';
import { appendToOutbox, decisionTopic, draftOf } from '@huren/events';
import type { Sql } from '@huren/events';
import { STANDING, decisionErasure, erasedOf, goneDecision } from '@huren/platform';
import type { StandingRow } from '@huren/platform';
import { ENGINE_VERSION, asOfEngine, decide, knowledgeOf } from '@huren/recognition';
import type { Decision, Question, Used } from '@huren/recognition';
import type { CodeRef, IssuerCode, Subject } from '@huren/standard';

/** A decision with what it used, and whom it was about as far as that is known. */
export type DecidedHere = {
  readonly decision: Decision;
  readonly question: Question;
  readonly used: Used;
  readonly codeRef?: CodeRef;
  readonly subject?: Subject;
};

/** Keeps a decision and puts its event into the outbox, in the caller's transaction. */
export const keepDecision = async (
  tx: Sql,
  issuer: IssuerCode,
  { decision, question, used, codeRef, subject }: DecidedHere,
): Promise<void> => {
  await tx.query(
    'insert into decision (decision_id, issuer, decided_at, body, question, used) values ($1, $2, $3, $4, $5, $6)',
    [
      decision.decisionId,
      issuer,
      decision.at,
      JSON.stringify(decision),
      JSON.stringify(question),
      JSON.stringify(used),
    ],
  );
  const data = { ...(subject ? { subject } : {}), ...(codeRef ? { codeRef } : {}), decision };
  await appendToOutbox(tx, [
    draftOf(decisionTopic, { source: `/issuers/${issuer}`, time: decision.at, data }),
  ]);
};

/** What goes of a decision of a province's own, besides the answer itself. */
export const issuerErasure = decisionErasure(['question', 'used']);

/**
 * A decision of an issuer as it was answered, to the byte, but for the holder's pseudonym; undefined: it has none of
 * this id. @throws ProblemException 410 with its digest once it is erased
 */
export const findDecision = async (
  sql: Sql,
  issuer: IssuerCode,
  decisionId: string,
): Promise<string | undefined> => {
  const [row] = await sql.query<StandingRow>(
    `select ${STANDING} from decision where decision_id = $1 and issuer = $2`,
    [decisionId, issuer],
  );
  const erased = row && erasedOf(row);
  if (erased) throw goneDecision(erased);
  return row?.body ?? undefined;
};

/** Whether an issuer made a decision, be it erased or not. */
export const isDecisionOf = async (sql: Sql, issuer: IssuerCode, decisionId: string): Promise<boolean> => {
  const rows = await sql.query('select 1 from decision where decision_id = $1 and issuer = $2', [
    decisionId,
    issuer,
  ]);
  return rows.length === 1;
};

/** A recomputed decision; `identical`: its bytes are those of the first answer. */
export type ReplayedHere = {
  readonly decisionId: string;
  readonly decision: Decision;
  readonly identical: boolean;
  readonly engine: { readonly then: string; readonly now: string };
  readonly digest: string;
};

/**
 * Decides again on exactly what a decision used, without looking at its outcome, and compares as of the engine that
 * decided then. Writes nothing.
 * @throws ProblemException 410 with its digest once it is erased
 */
export const replayDecision = async (
  sql: Sql,
  issuer: IssuerCode,
  decisionId: string,
): Promise<ReplayedHere | undefined> => {
  const body = await findDecision(sql, issuer, decisionId);
  if (body === undefined) return undefined;
  const [row] = await sql.query<{ question: Question; used: Used }>(
    'select question, used from decision where decision_id = $1 and issuer = $2',
    [decisionId, issuer],
  );
  if (!row) return undefined;
  const { engine } = JSON.parse(body) as Decision;
  const decision = asOfEngine(decide(row.question, knowledgeOf(row.used)), engine);
  return {
    decisionId,
    decision,
    identical: JSON.stringify(decision) === body,
    engine: { then: engine, now: ENGINE_VERSION },
    digest: digestOf(decision),
  };
};
