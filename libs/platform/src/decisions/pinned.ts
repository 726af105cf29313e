import { digestOf } from '@huren/crypto';
import { jsonBytes, textArray } from '@huren/events';
import type { Sql } from '@huren/events';
import type { Agreement, Question, RuleSet, Used, UsedLater } from '@huren/recognition';
import { ProblemException, problem } from '../errors/problem.ts';

/** A document kept under the digest of its content. */
export type Artefact = { readonly digest: string; readonly kind: string; readonly content: unknown };

type Documents = Pick<Used, 'agreement' | 'ruleSet'>;

/** The documents in what was used, by their digests. */
type ByDigest<T> = Omit<T, keyof Documents> & {
  readonly agreement: string | null;
  readonly ruleSet: string | null;
};

/** What `decide` was given: documents, which many decisions share, by digest. */
export type Pinned = {
  readonly question: Question;
  readonly used: ByDigest<Omit<Used, 'later' | 'facts'>> & {
    readonly later?: readonly ByDigest<UsedLater>[];
  };
};

const digests = new WeakMap<object, Artefact>();

/** Agreements and rule sets are the same objects from decision to decision: their digests are made once. */
const artefact = (kind: string, content: object): Artefact => {
  const known = digests.get(content) ?? { digest: digestOf(content), kind, content };
  digests.set(content, known);
  return known;
};

const artefactsOf = ({ agreement, ruleSet }: Documents): Artefact[] => [
  ...(agreement ? [artefact('agreement', agreement)] : []),
  ...(ruleSet ? [artefact('rule_set', ruleSet)] : []),
];

const byDigest = <T extends Documents>({ agreement, ruleSet, ...rest }: T): ByDigest<T> => ({
  ...rest,
  agreement: agreement && artefact('agreement', agreement).digest,
  ruleSet: ruleSet && artefact('rule_set', ruleSet).digest,
});

/** What a decision used, as it is kept, and the documents in it. */
export const pinned = (
  question: Question,
  { facts: _derived, later = [], ...used }: Used,
): { used: Pinned; artefacts: Artefact[] } => ({
  used: { question, used: { ...byDigest(used), later: later.map(byDigest) } },
  artefacts: [used, ...later].flatMap(artefactsOf),
});

/** Keeps documents in a service's `artefact` table, each once, in the caller's transaction. */
export const keepArtefacts = async (tx: Sql, artefacts: readonly Artefact[]): Promise<void> => {
  const distinct = [...new Map(artefacts.map((one) => [one.digest, one])).values()].sort((a, b) =>
    a.digest < b.digest ? -1 : 1,
  );
  await tx.query(
    `insert into artefact (digest, kind, content)
     select digest, kind, content::jsonb from unnest($1::text[], $2::text[], $3::text[]) as t (digest, kind, content)
     on conflict do nothing`,
    [
      distinct.map(({ digest }) => digest),
      distinct.map(({ kind }) => kind),
      textArray(distinct.map(({ content }) => jsonBytes(content))),
    ],
  );
};

const altered = (digest: string): ProblemException =>
  new ProblemException(
    problem(409, 'artefact_altered', `What this decision used is not what was kept under ${digest}.`),
  );

const erased = (digest: string): ProblemException => {
  const detail = `What this decision used under ${digest} was erased.`;
  return new ProblemException({ ...problem(410, 'artefact_erased', detail), ...{ digest } });
};

/**
 * Documents by their digests.
 * @throws ProblemException that names the digest of one: 410 where it is there no more, 409 where it is not what was kept
 */
const contentsOf = async (sql: Sql, wanted: readonly string[]): Promise<Map<string, unknown>> => {
  const rows = await sql.query<{ digest: string; content: unknown }>(
    'select digest, content from artefact where digest = any($1)',
    [wanted],
  );
  const found = new Map(rows.map(({ digest, content }) => [digest, content]));
  for (const digest of wanted) {
    if (!found.has(digest)) throw erased(digest);
    if (digestOf(found.get(digest)) !== digest) throw altered(digest);
  }
  return found;
};

/**
 * What a decision used, with the documents themselves.
 * @throws ProblemException that names the digest of a document: 410 where it is there no more, 409 where it is not what was kept
 */
export const unpinned = async (
  sql: Sql,
  { later = [], ...used }: Pinned['used'],
): Promise<Omit<Used, 'facts'>> => {
  const wanted = [used, ...later].flatMap(({ agreement, ruleSet }) => [agreement, ruleSet]);
  const documents = await contentsOf(sql, [...new Set(wanted.filter((digest) => digest !== null))]);
  const filled = <T extends ByDigest<object>>(stage: T) => ({
    ...stage,
    agreement: (documents.get(stage.agreement ?? '') ?? null) as Agreement | null,
    ruleSet: (documents.get(stage.ruleSet ?? '') ?? null) as RuleSet | null,
  });
  return { ...filled(used), later: later.map(filled) };
};
