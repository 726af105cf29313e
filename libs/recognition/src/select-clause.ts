import { ancestry, isWithin, provinceOf } from '@huren/standard';
import type { DivisionCode, IssuerCode, Scheme } from '@huren/standard';
import type { Agreement, Clause, Purpose, RecognitionMode } from './model/agreement.ts';

export type ClauseQuestion = {
  readonly issuer: IssuerCode;
  readonly scheme: Scheme;
  readonly destination: DivisionCode;
  readonly purpose: Purpose;
  readonly mode: RecognitionMode;
  readonly at: Date;
};

export type ChosenClause = { readonly agreement: Agreement; readonly clause: Clause };

export type AgreementIndex = {
  /** The clause under which a code is recognised, or undefined where none is in force. */
  choose(question: ClauseQuestion): ChosenClause | undefined;
};

type Dated = { readonly validFrom: string; readonly validTo: string | null };

const isInDate = ({ validFrom, validTo }: Dated, at: Date): boolean =>
  Date.parse(validFrom) <= at.getTime() && !(validTo && Date.parse(validTo) <= at.getTime());

/** 2: the issuer itself is named; 1: its province is, and no issuer below it; 0: not covered. */
const issuerRank = ({ from }: Clause, issuer: IssuerCode): 0 | 1 | 2 => {
  if (from.includes(issuer)) return 2;
  const province = provinceOf(issuer);
  const namesBelow = from.some((code) => code !== province && provinceOf(code) === province);
  return from.includes(province) && !namesBelow ? 1 : 0;
};

const covers = (clause: Clause, question: ClauseQuestion): boolean =>
  isInDate(clause, question.at) &&
  issuerRank(clause, question.issuer) > 0 &&
  (clause.scheme === undefined || clause.scheme === question.scheme) &&
  (clause.purposes === undefined || clause.purposes.includes(question.purpose)) &&
  clause.modes.includes(question.mode);

/** A suspension binds everyone under the suspending authority; without one, everyone. */
const isSuspendedFor = ({ state, suspendedBy }: Agreement, destination: DivisionCode): boolean =>
  state === 'suspended' && (suspendedBy === undefined || isWithin(destination, suspendedBy));

const inForce = (versions: readonly Agreement[], question: ClauseQuestion): Agreement | undefined => {
  const newest = versions.find((version) => isInDate(version, question.at));
  if (!newest || newest.state === 'ended' || isSuspendedFor(newest, question.destination)) return undefined;
  return newest;
};

const order =
  ({ issuer }: ClauseQuestion) =>
  (a: ChosenClause, b: ChosenClause): number =>
    issuerRank(b.clause, issuer) - issuerRank(a.clause, issuer) ||
    Number(b.clause.purposes !== undefined) - Number(a.clause.purposes !== undefined) ||
    Date.parse(b.agreement.validFrom) - Date.parse(a.agreement.validFrom) ||
    b.agreement.version - a.agreement.version ||
    compareText(a.agreement.id, b.agreement.id) ||
    compareText(a.clause.id, b.clause.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Index over all versions of agreements. A clause is chosen by destination (district, city, province),
 * then issuer, then purpose, then the newest version in force, then id.
 */
export const agreementIndex = (agreements: Iterable<Agreement>): AgreementIndex => {
  const versionsOf = new Map<string, Agreement[]>();
  for (const agreement of agreements) {
    const known = versionsOf.get(agreement.id) ?? [];
    known.push(agreement);
    versionsOf.set(
      agreement.id,
      known.sort((a, b) => b.version - a.version),
    );
  }
  const idsFor = new Map<DivisionCode, Set<string>>();
  for (const [id, versions] of versionsOf) {
    for (const { destination } of versions.flatMap(({ clauses }) => clauses)) {
      idsFor.set(destination, (idsFor.get(destination) ?? new Set<string>()).add(id));
    }
  }
  const candidates = (division: DivisionCode, question: ClauseQuestion): ChosenClause[] =>
    [...(idsFor.get(division) ?? [])].flatMap((id) => {
      const agreement = inForce(versionsOf.get(id) ?? [], question);
      if (!agreement) return [];
      return agreement.clauses
        .filter((clause) => clause.destination === division && covers(clause, question))
        .map((clause) => ({ agreement, clause }));
    });
  return {
    choose: (question) => {
      for (const division of ancestry(question.destination)) {
        const [chosen] = candidates(division, question).sort(order(question));
        if (chosen) return chosen;
      }
      return undefined;
    },
  };
};
