import type { RecordedCase } from '@huren/agreements';
import type { Sql } from '@huren/events';
import type { Agreement, Question, RuleSet, Used } from '@huren/recognition';

/** A part of the window. */
export type Slice = { readonly from: string; readonly to: string };

type Pinned = {
  readonly question: Question;
  readonly used: Omit<Used, 'facts' | 'agreement' | 'ruleSet'> & {
    readonly agreement: string | null;
    readonly ruleSet: string | null;
  };
};

type Row = { used: Pinned; outcome: string };

const STANDING = 'erased_at is null and decided_at >= $1 and decided_at < $2';

/** What an answer says before it says on what: the result, and all that an outcome is, stands first in it. */
const OUTCOME = `split_part(body, ',"source":', 1) || '}' as outcome`;

/** The first two digits of a destination: those of its province. */
const PROVINCE = `left(used #>> '{question,destination}', 2)`;

/** What decisions used, by digest: each is read once, and is the same object from then on. */
export const artefacts = (sql: Sql) => {
  const known = new Map<string, unknown>();
  const learn = async (digests: readonly (string | null)[]): Promise<void> => {
    const missing = [...new Set(digests)].filter((digest) => digest !== null && !known.has(digest));
    if (missing.length === 0) return;
    const rows = await sql.query<{ digest: string; content: unknown }>(
      'select digest, content from artefact where digest = any($1)',
      [missing],
    );
    for (const { digest, content } of rows) known.set(digest, content);
  };
  const get = <T>(digest: string | null): T | null => {
    if (digest === null) return null;
    if (!known.has(digest)) throw new Error(`what decisions used is missing: ${digest}`);
    return known.get(digest) as T;
  };
  return { learn, get };
};

export type Artefacts = ReturnType<typeof artefacts>;

const countOf = async (sql: Sql, slice: readonly [string, string]): Promise<number> => {
  const [count] = await sql.query<{ n: number }>(
    `select count(*)::int as n from decision where ${STANDING}`,
    [...slice],
  );
  return count?.n ?? 0;
};

/**
 * The decisions of a slice, as they were made.
 * @param provinces first two digits of the destinations that are asked for; null: all
 */
export const readCases = async (
  sql: Sql,
  { from, to }: Slice,
  provinces: readonly string[] | null,
  { learn, get }: Artefacts,
): Promise<{ examined: number; cases: RecordedCase[] }> => {
  const examined = provinces && (await countOf(sql, [from, to]));
  const rows = await sql.query<Row>(
    `select used, ${OUTCOME} from decision where ${STANDING}${provinces ? ` and ${PROVINCE} = any($3)` : ''}`,
    provinces ? [from, to, provinces] : [from, to],
  );
  await learn(rows.flatMap(({ used: { used } }) => [used.agreement, used.ruleSet]));
  const cases = rows.map(({ used: { question, used }, outcome }) => ({
    question,
    used: { ...used, agreement: get<Agreement>(used.agreement), ruleSet: get<RuleSet>(used.ruleSet) },
    outcome: JSON.parse(outcome) as RecordedCase['outcome'],
  }));
  return { examined: examined ?? cases.length, cases };
};
