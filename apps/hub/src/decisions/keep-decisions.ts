import { appendToOutbox, decisionTopic, draftOf } from '@huren/events';
import type { Sql } from '@huren/events';
import { keepArtefacts } from '@huren/platform';
import type { KeptDecision } from './decision-store.ts';

/**
 * Keeps decisions with what they used, and puts their events into the outbox, all in the caller's
 * transaction. What several decisions used is kept once.
 */
export const keepDecisions = async (tx: Sql, kept: readonly KeptDecision[]): Promise<void> => {
  if (kept.length === 0) return;
  await keepArtefacts(
    tx,
    kept.flatMap(({ artefacts }) => artefacts),
  );
  await tx.query(
    `insert into decision (decision_id, code_ref, decided_at, body, used, engine)
     select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::jsonb[], $6::text[])`,
    [
      kept.map(({ decision }) => decision.decisionId),
      kept.map(({ codeRef }) => codeRef ?? null),
      kept.map(({ decision }) => decision.at),
      kept.map(({ decision }) => JSON.stringify(decision)),
      kept.map(({ used }) => JSON.stringify(used)),
      kept.map(({ decision }) => decision.engine),
    ],
  );
  await appendToOutbox(tx, kept.map(eventOf));
};

const eventOf = ({ decision, subject, codeRef }: KeptDecision) =>
  draftOf(decisionTopic, {
    source: '/hub',
    time: decision.at,
    data: { ...(subject ? { subject } : {}), ...(codeRef ? { codeRef } : {}), decision },
  });
