import type { Sql } from '@huren/events';
import { findIssuer } from '@huren/standard';
import type { CodeRef, IssuerCode, Scheme } from '@huren/standard';
import { ruleSetRef } from '../assessment/rule-set-ref.ts';
import type { IssuerContext } from '../issuer-context.ts';

type Context = Pick<IssuerContext, 'clock' | 'hosted' | 'knowledge'>;

/** The rules by which an issuer assesses now. */
type InForce = { readonly issuer: IssuerCode; readonly scheme: Scheme; readonly ref: string };

const inForceNow = ({ clock, hosted, knowledge }: Context): InForce[] => {
  const at = clock.now();
  return [...hosted].flatMap((issuer) =>
    (findIssuer(issuer)?.schemes ?? []).flatMap((scheme) => {
      const found = knowledge.ruleSets().find(issuer, scheme, at);
      return found && !found.altered ? [{ issuer, scheme, ref: ruleSetRef(found) }] : [];
    }),
  );
};

const others = (comparison: '<' | '>'): string =>
  `select code_ref, code.rule_set from code where issuer = now.issuer and scheme = now.scheme
      and rule_set ${comparison} now.rule_set and rule_set = any($4) and failures = 0 limit $5`;

/** A code, and the rules by which it was assessed. */
export type AssessedBy = { readonly code_ref: CodeRef; readonly rule_set: string };

/**
 * Codes that were assessed by rules that are no longer in force: a newer version began, or theirs was withdrawn. Rules
 * that this process has not heard of are newer than what it knows: such codes it leaves alone.
 */
export const codesOfOtherRules = (sql: Sql, context: Context, limit: number): Promise<AssessedBy[]> => {
  const now = inForceNow(context);
  return sql.query<AssessedBy>(
    `select other.* from unnest($1::text[], $2::text[], $3::text[]) as now (issuer, scheme, rule_set)
      cross join lateral ((${others('<')}) union all (${others('>')})) as other limit $5`,
    [
      now.map(({ issuer }) => issuer),
      now.map(({ scheme }) => scheme),
      now.map(({ ref }) => ref),
      context.knowledge.heardRuleSets(),
      limit,
    ],
  );
};
