import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { STANDING, erasedOf } from '@huren/platform';
import type { ErasedDecision, StandingRow } from '@huren/platform';
import { ENGINE_VERSION, decide, knowledgeOf } from '@huren/recognition';
import type { Decision, Question, Used } from '@huren/recognition';

type Pinned = {
  readonly question: Question;
  readonly used: Omit<Used, 'agreement' | 'ruleSet'> & { agreement: string | null; ruleSet: string | null };
};

/** A decision as it was answered, to the byte, what is left of it, or nothing. */
export type FoundDecision =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'erased'; readonly erased: ErasedDecision }
  | { readonly kind: 'kept'; readonly body: string };

export type Replay =
  | Exclude<FoundDecision, { kind: 'kept' }>
  | {
      readonly kind: 'replayed';
      readonly decision: Decision;
      /** Whether the bytes are those of the first answer. */
      readonly identical: boolean;
      readonly engine: { readonly then: string; readonly now: string };
      readonly digest: string;
    };

export const findDecision = async (sql: Sql, decisionId: string): Promise<FoundDecision> => {
  const [row] = await sql.query<StandingRow>(`select ${STANDING} from decision where decision_id = $1`, [
    decisionId,
  ]);
  if (!row) return { kind: 'unknown' };
  const erased = erasedOf(row);
  return erased ? { kind: 'erased', erased } : { kind: 'kept', body: row.body ?? '' };
};

const contentOf = async (sql: Sql, digest: string | null): Promise<unknown> => {
  if (digest === null) return null;
  const [row] = await sql.query<{ content: unknown }>('select content from artefact where digest = $1', [
    digest,
  ]);
  if (!row) throw new Error(`what decisions used is missing: ${digest}`);
  return row.content;
};

const leftOf = async (sql: Sql, decisionId: string): Promise<Exclude<FoundDecision, { kind: 'kept' }>> => {
  const left = await findDecision(sql, decisionId);
  if (left.kind === 'kept') throw new Error('a decision is kept without what it used');
  return left;
};

/**
 * Decides again on exactly what a decision used, without looking at its outcome, and then compares. Writes
 * nothing.
 */
export const replayDecision = async (sql: Sql, decisionId: string): Promise<Replay> => {
  const [row] = await sql.query<{ used: Pinned | null; engine: string }>(
    'select used, engine from decision where decision_id = $1',
    [decisionId],
  );
  if (!row?.used) return leftOf(sql, decisionId);
  const { question, used } = row.used;
  const [agreement, ruleSet] = [await contentOf(sql, used.agreement), await contentOf(sql, used.ruleSet)];
  const decision = decide(question, knowledgeOf({ ...used, agreement, ruleSet } as Used));
  const first = await findDecision(sql, decisionId);
  if (first.kind !== 'kept') return first;
  return {
    kind: 'replayed',
    decision,
    identical: JSON.stringify(decision) === first.body,
    engine: { then: row.engine, now: ENGINE_VERSION },
    digest: digestOf(decision),
  };
};
