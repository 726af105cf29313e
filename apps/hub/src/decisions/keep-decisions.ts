import { appendToOutbox, jsonBytes, textArray } from '@huren/events';
import type { JsonBytes, Sql } from '@huren/events';
import { decisionEventOf, keepArtefacts } from '@huren/platform';
import type { Decision } from '@huren/recognition';
import type { KeptDecision } from './decision-store.ts';

/**
 * Keeps decisions with what they used, and puts their events into the outbox, all in the caller's
 * transaction. What several decisions used is kept once. Answers each with its JSON,
 * as it is kept.
 */
export const keepDecisions = async <Kept extends KeptDecision>(
  tx: Sql,
  decided: readonly Kept[],
): Promise<(Kept & { readonly json: JsonBytes<Decision> })[]> => {
  if (decided.length === 0) return [];
  const kept = decided.map((one) => ({ ...one, json: jsonBytes(one.decision) }));
  await keepArtefacts(
    tx,
    kept.flatMap(({ artefacts }) => artefacts),
  );
  await tx.query(
    `insert into decision (decision_id, code_ref, decided_at, body, used, engine)
     select decision_id, code_ref, decided_at, body, used::jsonb, engine
       from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])
         as t (decision_id, code_ref, decided_at, body, used, engine)`,
    [
      kept.map(({ decision }) => decision.decisionId),
      kept.map(({ codeRef }) => codeRef ?? null),
      kept.map(({ decision }) => decision.at),
      textArray(kept.map(({ json }) => json)),
      textArray(kept.map(({ used }) => jsonBytes(used))),
      kept.map(({ decision }) => decision.engine),
    ],
  );
  await appendToOutbox(
    tx,
    kept.map((one) => decisionEventOf('/hub', one)),
  );
  return kept;
};
