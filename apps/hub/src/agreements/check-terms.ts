import { binds, checkAgreement, heldAt } from '@huren/agreements';
import type { AgreementTerms, Finding, Terms } from '@huren/agreements';
import type { Sql } from '@huren/events';
import type { Agreement, RuleSet } from '@huren/recognition';
import { isDivision } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { entriesOf } from '../register/register-store.ts';
import { doubtOfSimulation } from '../simulations/simulation-of.ts';
import type { SimulationDoubt } from '../simulations/simulation-of.ts';
import { checkRules } from './check-rules.ts';

/** What was found, and what each rule reads of the fact document. */
export type TermsCheck = {
  readonly findings: readonly Finding[];
  readonly reads: readonly { readonly rule: string; readonly paths: readonly string[] }[];
};

/** Parties that are neither members nor authorities within a member's territory. */
export const strangers = async (sql: Sql, parties: readonly DivisionCode[]): Promise<Finding[]> => {
  const rows = await sql.query<{ division: DivisionCode }>('select division from member');
  const isParty = (party: DivisionCode): boolean =>
    isDivision(party) && rows.some(({ division }) => binds(division, party));
  return parties.flatMap((party, at) => {
    const message = `${party} is no member and lies in the territory of none`;
    return isParty(party)
      ? []
      : [{ severity: 'error', code: 'unknown_party', path: `/parties/${at}`, message }];
  });
};

/** An agreement as the checks read it: its state is no part of its terms. */
const asInForce = (terms: AgreementTerms) => ({ ...terms, state: 'in_force' as const });

const DOUBTS: Record<SimulationDoubt, Pick<Finding, 'severity' | 'message'>> = {
  foreign_simulation: {
    severity: 'error',
    message: 'no finished simulation of these very terms has this digest',
  },
  empty_simulation: { severity: 'error', message: 'the simulation looked at no decision and at nobody' },
  joint_simulation: { severity: 'warning', message: 'the simulation tried these terms together with others' },
};

/** Terms that name a simulation are those that it tried, alone, on somebody. */
const unsimulated = async (sql: Sql, terms: Terms): Promise<Finding[]> => {
  const code = await doubtOfSimulation(sql, 'clauses' in terms ? asInForce(terms) : terms);
  return code ? [{ ...DOUBTS[code], code, path: '/simulation' }] : [];
};

/** The other agreements in force, now or from a later date on. */
const othersInForce = async (sql: Sql, id: string): Promise<Agreement[]> =>
  heldAt(await entriesOf(sql, 'agreement'))
    .map(({ data }) => data.agreement)
    .filter((agreement) => agreement.id !== id && agreement.state === 'in_force');

/** The versions of rule sets that are signed and have not ended. */
const signedRuleSets = async (sql: Sql): Promise<RuleSet[]> =>
  heldAt(await entriesOf(sql, 'rule_set'))
    .filter(({ data }) => data.state === 'in_force')
    .map(({ data }) => data.ruleSet);

/** What stands against terms, or is to be looked at, before their parties sign. Of rule sets `withCheckedRules` alone. */
export const checkTerms = async (
  sql: Sql,
  terms: Terms,
  parties: readonly DivisionCode[],
): Promise<TermsCheck> => {
  const found = [...(await strangers(sql, parties)), ...(await unsimulated(sql, terms))];
  if ('clauses' in terms) {
    const agreements = await othersInForce(sql, terms.id);
    const findings = checkAgreement(asInForce(terms), { agreements, ruleSets: await signedRuleSets(sql) });
    return { findings: [...found, ...findings], reads: [] };
  }
  const [party = terms.destination] = parties;
  const { findings, reads } = checkRules({ ruleSet: terms, party });
  return { findings: [...found, ...findings], reads };
};
