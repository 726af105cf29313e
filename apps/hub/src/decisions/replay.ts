import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { STANDING, erasedOf } from '@huren/platform';
import type { ErasedDecision, StandingRow } from '@huren/platform';
import { ENGINE_VERSION, asOfEngine, decide, knowledgeOf } from '@huren/recognition';
import type { Agreement, Decision, Question, RuleSet, Used, UsedLater } from '@huren/recognition';

/** The documents in what was used, by their digests. */
type ByDigest<T> = Omit<T, 'agreement' | 'ruleSet'> & {
  readonly agreement: string | null;
  readonly ruleSet: string | null;
};

type Pinned = {
  readonly question: Question;
  readonly used: ByDigest<Omit<Used, 'later'>> & { readonly later?: readonly ByDigest<UsedLater>[] };
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

/** Documents by their digests. */
const contentsOf = async (sql: Sql, digests: readonly (string | null)[]): Promise<Map<string, unknown>> => {
  const wanted = [...new Set(digests.filter((digest) => digest !== null))];
  const rows = await sql.query<{ digest: string; content: unknown }>(
    'select digest, content from artefact where digest = any($1)',
    [wanted],
  );
  const found = new Map(rows.map(({ digest, content }) => [digest, content]));
  const missing = wanted.find((digest) => !found.has(digest));
  if (missing) throw new Error(`what decisions used is missing: ${missing}`);
  return found;
};

/** What a decision used, with the documents themselves. */
const unpinned = async (sql: Sql, { later = [], ...used }: Pinned['used']): Promise<Used> => {
  const stages = [used, ...later];
  const documents = await contentsOf(
    sql,
    stages.flatMap(({ agreement, ruleSet }) => [agreement, ruleSet]),
  );
  const filled = <T extends ByDigest<object>>(stage: T) => ({
    ...stage,
    agreement: (documents.get(stage.agreement ?? '') ?? null) as Agreement | null,
    ruleSet: (documents.get(stage.ruleSet ?? '') ?? null) as RuleSet | null,
  });
  return { ...filled(used), later: later.map(filled) };
};

const leftOf = async (sql: Sql, decisionId: string): Promise<Exclude<FoundDecision, { kind: 'kept' }>> => {
  const left = await findDecision(sql, decisionId);
  if (left.kind === 'kept') throw new Error('a decision is kept without what it used');
  return left;
};

/**
 * Decides again on exactly what a decision used, without looking at its outcome, and compares as of the engine that
 * decided then. Writes nothing.
 */
export const replayDecision = async (sql: Sql, decisionId: string): Promise<Replay> => {
  const [row] = await sql.query<{ used: Pinned | null; engine: string }>(
    'select used, engine from decision where decision_id = $1',
    [decisionId],
  );
  if (!row?.used) return leftOf(sql, decisionId);
  const { question, used } = row.used;
  const again = decide(question, knowledgeOf(await unpinned(sql, used)));
  const decision = asOfEngine(again, row.engine);
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
