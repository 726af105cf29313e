import type { Sql } from '@huren/events';
import { servedAt } from '@huren/recognition';
import type { CheckIns, CompiledRuleSet, Isolation } from '@huren/recognition';
import type { CodeRef } from '@huren/standard';

/** An isolation that a rule asked for, by the fact from which it counts, in ms. */
export type Begun = Pick<Isolation, 'rule' | 'since'>;

/** The isolations of a holder that have begun, and the first check-in of each day in China. */
export type HeldIsolations = { readonly begun: readonly Begun[]; readonly checkIns: CheckIns };

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

/** An isolation and the code whose holder is to serve it. */
export type BegunBy = Begun & { readonly codeRef: CodeRef };

/** Notes isolations that have begun. */
export const writeBegun = async (tx: Sql, begun: readonly BegunBy[]): Promise<void> => {
  if (begun.length === 0) return;
  await tx.query(
    `insert into isolation (code_ref, rule, since) select * from unnest($1::text[], $2::text[], $3::timestamptz[])
     on conflict do nothing`,
    [
      begun.map(({ codeRef }) => codeRef),
      begun.map(({ rule }) => rule),
      begun.map(({ since }) => new Date(since)),
    ],
  );
};
