import { digestOf } from '@huren/crypto';
import { appendToOutbox, decisionTopic, draftOf } from '@huren/events';
import type { Sql } from '@huren/events';
import { ENGINE_VERSION, decide, knowledgeOf } from '@huren/recognition';
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

/** A decision of an issuer as it was answered, to the byte, but for the holder's pseudonym. */
export const findDecision = async (
  sql: Sql,
  issuer: IssuerCode,
  decisionId: string,
): Promise<string | undefined> => {
  const [row] = await sql.query<{ body: string }>(
    'select body from decision where decision_id = $1 and issuer = $2',
    [decisionId, issuer],
  );
  return row?.body;
};

/** A recomputed decision; `identical`: its bytes are those of the first answer. */
export type ReplayedHere = {
  readonly decisionId: string;
  readonly decision: Decision;
  readonly identical: boolean;
  readonly engine: { readonly then: string; readonly now: string };
  readonly digest: string;
};

/** Decides again on exactly what a decision used, without looking at its outcome, and then compares. Writes nothing. */
export const replayDecision = async (
  sql: Sql,
  issuer: IssuerCode,
  decisionId: string,
): Promise<ReplayedHere | undefined> => {
  const [row] = await sql.query<{ question: Question; used: Used }>(
    'select question, used from decision where decision_id = $1 and issuer = $2',
    [decisionId, issuer],
  );
  if (!row) return undefined;
  const decision = decide(row.question, knowledgeOf(row.used));
  const body = (await findDecision(sql, issuer, decisionId)) ?? '';
  const { engine } = JSON.parse(body) as Decision;
  return {
    decisionId,
    decision,
    identical: JSON.stringify(decision) === body,
    engine: { then: engine, now: ENGINE_VERSION },
    digest: digestOf(decision),
  };
};
