import { appendToOutbox, jsonBytes } from '@huren/events';
import type { JsonBytes, Sql } from '@huren/events';
import { decisionErasure, decisionEventOf, keepArtefacts, pinned } from '@huren/platform';
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

/** Keeps a decision and puts its event into the outbox, in the caller's transaction. Answers it as it is kept. */
export const keepDecision = async (
  tx: Sql,
  issuer: IssuerCode,
  { decision, question, used, codeRef, subject }: DecidedHere,
): Promise<JsonBytes<Decision>> => {
  const json = jsonBytes(decision);
  const kept = pinned(question, used);
  await keepArtefacts(tx, kept.artefacts);
  await tx.query(
    'insert into decision (decision_id, issuer, decided_at, body, used, engine) values ($1, $2, $3, $4, $5, $6)',
    [decision.decisionId, issuer, decision.at, json, JSON.stringify(kept.used), decision.engine],
  );
  const event = decisionEventOf(`/issuers/${issuer}`, { decision, json, subject, codeRef });
  await appendToOutbox(tx, [event]);
  return json;
};

/** What goes of a decision of a province's own, besides the answer itself. */
export const issuerErasure = decisionErasure(['used']);

/** Whether an issuer made a decision, be it erased or not. */
export const isDecisionOf = async (sql: Sql, issuer: IssuerCode, decisionId: string): Promise<boolean> => {
  const rows = await sql.query('select 1 from decision where decision_id = $1 and issuer = $2', [
    decisionId,
    issuer,
  ]);
  return rows.length === 1;
};
