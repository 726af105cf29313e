import { binds, checkAgreement } from '@huren/agreements';
import type { AgreementTerms, Finding, InstrumentKind, PublishedForm, Terms } from '@huren/agreements';
import type { Sql } from '@huren/events';
import type { RuleSet } from '@huren/recognition';
import { isDivision } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { doubtOfSimulation } from '../simulations/simulation-of.ts';
import type { SimulationDoubt } from '../simulations/simulation-of.ts';
import { checkRules } from './check-rules.ts';
import { documentOf } from './publish-versions.ts';

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

type Standing<T extends Terms> = { readonly terms: T; readonly published: PublishedForm };

/** The versions that are signed and have not ended, as the acts of their parties have left them. */
const standing = <T extends Terms>(sql: Sql, kind: InstrumentKind): Promise<Standing<T>[]> =>
  sql.query<Standing<T>>(
    `select terms, published from instrument_version
      where kind = $1 and published ->> 'state' = 'in_force' order by id, version`,
    [kind],
  );

/** What is to be said of an agreement on its own and beside everything else that is signed. */
const checkBesideSigned = async (sql: Sql, terms: AgreementTerms): Promise<Finding[]> => {
  const agreements = (await standing<AgreementTerms>(sql, 'agreement'))
    .filter((other) => other.terms.id !== terms.id)
    .map((other) => documentOf(other.terms, other.published));
  const ruleSets = (await standing<RuleSet>(sql, 'rule_set')).map((one) => one.terms);
  return checkAgreement(asInForce(terms), { agreements, ruleSets });
};

/** What of terms can come to be another with what else is there: of rules themselves nothing can. */
export const checkBeside = async (
  sql: Sql,
  terms: Terms,
  parties: readonly DivisionCode[],
): Promise<Finding[]> => [
  ...(await strangers(sql, parties)),
  ...(await unsimulated(sql, terms)),
  ...('clauses' in terms ? await checkBesideSigned(sql, terms) : []),
];

/** What stands against terms, or is to be looked at, before their parties sign. Of rule sets `withCheckedRules` alone. */
export const checkTerms = async (
  sql: Sql,
  terms: Terms,
  parties: readonly DivisionCode[],
): Promise<TermsCheck> => {
  const found = await checkBeside(sql, terms, parties);
  if ('clauses' in terms) return { findings: found, reads: [] };
  const [party = terms.destination] = parties;
  const { findings, reads } = checkRules({ ruleSet: terms, party });
  return { findings: [...found, ...findings], reads };
};
