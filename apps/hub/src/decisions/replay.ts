import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { ENGINE_VERSION, decide, knowledgeOf } from '@huren/recognition';
import type { Decision, Question, Used } from '@huren/recognition';

type Pinned = {
  readonly question: Question;
  readonly used: Omit<Used, 'agreement' | 'ruleSet'> & { agreement: string | null; ruleSet: string | null };
};

export type Replay =
  | { readonly kind: 'unknown' }
  /** An input is gone: its digest is all that is left. */
  | { readonly kind: 'erased'; readonly digest: string }
  | {
      readonly kind: 'replayed';
      readonly decision: Decision;
      /** Whether the bytes are those of the first answer. */
      readonly identical: boolean;
      readonly engine: { readonly then: string; readonly now: string };
      readonly digest: string;
    };

/** The decision as it was answered, to the byte. */
export const findDecision = async (sql: Sql, decisionId: string): Promise<string | undefined> => {
  const [row] = await sql.query<{ body: string }>('select body from decision where decision_id = $1', [
    decisionId,
  ]);
  return row?.body;
};

const contentOf = async (sql: Sql, digest: string | null): Promise<unknown> => {
  if (digest === null) return null;
  const [row] = await sql.query<{ content: unknown }>('select content from artefact where digest = $1', [
    digest,
  ]);
  return row?.content;
};

/**
 * Decides again on exactly what a decision used, without looking at its outcome, and then compares. Writes
 * nothing.
 */
export const replayDecision = async (sql: Sql, decisionId: string): Promise<Replay> => {
  const [row] = await sql.query<{ used: Pinned; engine: string }>(
    'select used, engine from decision where decision_id = $1',
    [decisionId],
  );
  if (!row) return { kind: 'unknown' };
  const { question, used } = row.used;
  const [agreement, ruleSet] = [await contentOf(sql, used.agreement), await contentOf(sql, used.ruleSet)];
  if (agreement === undefined) return { kind: 'erased', digest: String(used.agreement) };
  if (ruleSet === undefined) return { kind: 'erased', digest: String(used.ruleSet) };
  const decision = decide(question, knowledgeOf({ ...used, agreement, ruleSet } as Used));
  const body = JSON.stringify(decision);
  return {
    kind: 'replayed',
    decision,
    identical: body === (await findDecision(sql, decisionId)),
    engine: { then: row.engine, now: ENGINE_VERSION },
    digest: digestOf(decision),
  };
};
