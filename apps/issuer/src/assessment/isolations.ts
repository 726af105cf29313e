import type { Sql } from '@huren/events';
import { isolationsOf, riskLevels, servedAt, stateIsolations } from '@huren/recognition';
import type { Assessable, CheckIns, CompiledRuleSet, Isolation, IsolationStated } from '@huren/recognition';
import type { CodeRef } from '@huren/standard';
import { ms } from './code-store.ts';

/** An isolation that a rule asked for, by the fact from which it counts, in ms. */
export type Begun = Pick<Isolation, 'rule' | 'since'>;

/** The isolations of a holder that have begun, and the first check-in of each day in China. */
export type HeldIsolations = { readonly begun: readonly Begun[]; readonly checkIns: CheckIns };

export const heldIsolationsOf = async (sql: Sql, codeRef: CodeRef): Promise<HeldIsolations> => {
  const [row] = await sql.query<{ begun: [string, number][] | null; check_ins: Date[] }>(
    `select (select jsonb_agg(jsonb_build_array(rule, ${ms('since')})) from isolation where code_ref = $1) as begun,
            array(select at from check_in where code_ref = $1 order by day) as check_ins`,
    [codeRef],
  );
  return {
    begun: (row?.begun ?? []).map(([rule, since]) => ({ rule, since })),
    checkIns: row?.check_ins ?? [],
  };
};

/**
 * The facts, by their instant in ms, from which isolations that have begun count and are not served: they stay in force
 * as long. Pure.
 */
export const owedOf = (
  { begun, checkIns }: HeldIsolations,
  { rules }: CompiledRuleSet,
  at: Date,
): ReadonlySet<number> =>
  new Set(
    begun.flatMap(({ rule, since }) => {
      const then = rules.find((one) => one.rule.id === rule)?.rule.then;
      if (then?.checkIns === undefined) return [];
      const { days, checkIns: owed } = then;
      const served = servedAt({ rule, since, days, checkIns: owed }, checkIns);
      return served && served <= at ? [] : [since];
    }),
  );

const writeBegun = async (tx: Sql, codeRef: CodeRef, isolations: readonly Isolation[]): Promise<void> => {
  if (isolations.length === 0) return;
  await tx.query(
    `insert into isolation (code_ref, rule, since) select $1, * from unnest($2::text[], $3::timestamptz[])
     on conflict do nothing`,
    [codeRef, isolations.map(({ rule }) => rule), isolations.map(({ since }) => new Date(since))],
  );
};

/**
 * Works out which isolations a holder has to serve or has served, notes those that begin, and states them as reasons.
 * In the caller's transaction, which holds the code's lock.
 */
export const serveIsolations = async (
  tx: Sql,
  codeRef: CodeRef,
  given: Assessable,
  { begun, checkIns }: HeldIsolations,
  ruleSet: CompiledRuleSet,
  at: Date,
): Promise<IsolationStated> => {
  const isolations = isolationsOf(given, begun, ruleSet, riskLevels([], null), at);
  await writeBegun(tx, codeRef, isolations);
  return stateIsolations(isolations, checkIns, given.issuer, at);
};
