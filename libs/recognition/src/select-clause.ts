import { ancestry, isWithin, provinceOf } from '@huren/standard';
import type { DivisionCode, IssuerCode, Scheme } from '@huren/standard';
import { isInForce } from './in-force.ts';
import type { Agreement, Clause, Purpose, RecognitionMode } from './model/agreement.ts';
import { ALWAYS, changeAfter, datesOf, remembering, timelineOf, valueAt } from './timeline.ts';
import type { Timeline } from './timeline.ts';

export type ClauseQuestion = {
  readonly issuer: IssuerCode;
  readonly scheme: Scheme;
  readonly destination: DivisionCode;
  readonly purpose: Purpose;
  readonly mode: RecognitionMode;
  readonly at: Date;
};

/** The clause under which a code is recognised, or would be if its agreement were not suspended. */
export type ChosenClause = {
  readonly agreement: Agreement;
  readonly clause: Clause;
  readonly suspended: boolean;
  /** Whether its signatures do not fit: then nothing in it counts. */
  readonly altered: boolean;
};

export type AgreementIndex = {
  /** The clause under which a code is recognised, or undefined where there is none in force. */
  choose(question: ClauseQuestion): ChosenClause | undefined;
  /** The first whole second after the question's instant, in ms, at which another clause is chosen, or none any more. */
  nextChoice(question: ClauseQuestion): number | undefined;
};

/** An index that also tells everything that could be chosen, in no order. */
export type ClauseIndex = AgreementIndex & { candidates(question: ClauseQuestion): readonly ChosenClause[] };

/** How closely a clause names an issuer. 2: the issuer itself is named; 1: its province is, and no issuer below it; 0: not covered. */
export const issuerRank = ({ from }: Clause, issuer: IssuerCode): 0 | 1 | 2 => {
  if (from.includes(issuer)) return 2;
  const province = provinceOf(issuer);
  const namesBelow = from.some((code) => code !== province && provinceOf(code) === province);
  return from.includes(province) && !namesBelow ? 1 : 0;
};

/** Whether a clause is about such a code, at whatever time. */
const covers = (clause: Clause, question: ClauseQuestion): boolean =>
  issuerRank(clause, question.issuer) > 0 &&
  (clause.scheme === undefined || clause.scheme === question.scheme) &&
  (clause.purposes === undefined || clause.purposes.includes(question.purpose)) &&
  clause.modes.includes(question.mode);

const isUnderOneOf = (place: DivisionCode, authorities: NonNullable<Agreement['suspendedBy']>): boolean =>
  [authorities].flat().some((authority) => isWithin(place, authority));

/** A suspension binds the issuers and destinations under who suspended; without a name, everyone. */
const isSuspendedFor = (
  { state, suspendedBy }: Agreement,
  { destination, issuer }: ClauseQuestion,
): boolean =>
  state === 'suspended' &&
  (suspendedBy === undefined || isUnderOneOf(destination, suspendedBy) || isUnderOneOf(issuer, suspendedBy));

/** Whether the destination's own authority has suspended: then nobody under it may recognise either. */
const isForbidden = ({ suspended, agreement }: ChosenClause, { destination }: ClauseQuestion): boolean =>
  suspended && agreement.suspendedBy !== undefined && isUnderOneOf(destination, agreement.suspendedBy);

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byPrecedence =
  ({ destination, issuer }: ClauseQuestion) =>
  (a: ChosenClause, b: ChosenClause): number => {
    const places = ancestry(destination);
    return (
      places.indexOf(a.clause.destination) - places.indexOf(b.clause.destination) ||
      issuerRank(b.clause, issuer) - issuerRank(a.clause, issuer) ||
      Number(b.clause.purposes !== undefined) - Number(a.clause.purposes !== undefined) ||
      Date.parse(b.agreement.validFrom) - Date.parse(a.agreement.validFrom) ||
      b.agreement.version - a.agreement.version ||
      compareText(a.agreement.id, b.agreement.id) ||
      compareText(a.clause.id, b.clause.id)
    );
  };

/** Of the clauses that could be chosen, the one that is. */
export const preferred = (
  candidates: readonly ChosenClause[],
  question: ClauseQuestion,
): ChosenClause | undefined => {
  const all = candidates.toSorted(byPrecedence(question));
  return (
    all.find((candidate) => isForbidden(candidate, question)) ??
    all.find(({ suspended }) => !suspended) ??
    all[0]
  );
};

/** All versions of an agreement, the newest first, and the instants at which one of them or of their clauses begins or ends. */
type Versions = { readonly all: readonly Agreement[]; readonly instants: readonly number[] };

const versionsOf = (agreements: readonly Agreement[]): Versions => ({
  all: agreements.toSorted((a, b) => b.version - a.version),
  instants: [
    ...new Set(agreements.flatMap((agreement) => [agreement, ...agreement.clauses].flatMap(datesOf))),
  ],
});

/** The agreements that have a clause for a destination. */
const byDestination = (agreements: readonly Agreement[]): Map<DivisionCode, Versions[]> => {
  const index = new Map<DivisionCode, Versions[]>();
  for (const versions of Map.groupBy(agreements, ({ id }) => id).values()) {
    const known = versionsOf(versions);
    const destinations = versions.flatMap(({ clauses }) => clauses.map(({ destination }) => destination));
    for (const destination of new Set(destinations)) {
      index.set(destination, [...(index.get(destination) ?? []), known]);
    }
  }
  return index;
};

type Choice = ChosenClause | undefined;

const isSameChoice = (a: Choice, b: Choice): boolean =>
  a?.agreement === b?.agreement && a?.clause === b?.clause;

const areSameChoices = (some: readonly ChosenClause[], others: readonly ChosenClause[]): boolean =>
  some.length === others.length && some.every((one, at) => isSameChoice(one, others[at]));

/** What is known of a question at every instant: the clauses that could be chosen, and the one that is. */
type Clauses = {
  readonly candidates: Timeline<readonly ChosenClause[]>;
  readonly choices: Timeline<Choice>;
};

const NO_CLAUSES: Clauses = { candidates: [], choices: [] };

/** An altered agreement of the place, of which nobody can say any more whether it has a clause for the question. */
const doubtful = (
  altered: readonly Agreement[],
  { destination }: ClauseQuestion,
): ChosenClause | undefined => {
  const places = ancestry(destination);
  const isOfPlace = ({ parties, clauses }: Agreement): boolean =>
    [...parties, ...clauses.map((clause) => clause.destination)].some((one) => places.includes(one));
  const agreement = altered.find(isOfPlace);
  const [clause] = agreement?.clauses ?? [];
  return agreement && clause && { agreement, clause, suspended: false, altered: true };
};

/** The places that agreements speak of: any other is decided about as the nearest of these that it lies in. */
const placesIn = (agreements: readonly Agreement[]): ReadonlySet<DivisionCode> =>
  new Set(
    agreements.flatMap(({ parties, clauses, suspendedBy = [] }) => [
      ...parties,
      ...clauses.map(({ destination }) => destination),
      ...[suspendedBy].flat(),
    ]),
  );

/**
 * Index over all versions of agreements. A clause is chosen by destination (district, city, province),
 * then issuer, then purpose, then the newest version in force, then id. Of an agreement only the newest
 * version in date counts; one that is altered counts as in date, for its dates may be what was altered.
 */
export const agreementIndex = (
  agreements: Iterable<Agreement>,
  isAltered: (agreement: Agreement) => boolean = () => false,
): ClauseIndex => {
  const all = [...agreements];
  const altered = all.filter(isAltered);
  const index = byDestination(all);
  const places = placesIn(all);
  const inForceAt = (division: DivisionCode, question: ClauseQuestion): ChosenClause[] =>
    (index.get(division) ?? []).flatMap((versions) => {
      const agreement = versions.all.find(
        (version) => altered.includes(version) || isInForce(version, question.at),
      );
      if (!agreement) return [];
      const isOver = agreement.state === 'ended' && !altered.includes(agreement);
      if (isOver) return [];
      const suspended = isSuspendedFor(agreement, question);
      return agreement.clauses
        .filter((clause) => clause.destination === division && covers(clause, question))
        .filter((clause) => isInForce(clause, question.at))
        .map((clause) => ({ agreement, clause, suspended, altered: altered.includes(agreement) }));
    });
  const candidatesAt = (question: ClauseQuestion): ChosenClause[] =>
    ancestry(question.destination).flatMap((division) => inForceAt(division, question));
  /** When another clause may come to be chosen: whatever has one for such a code begins or ends. */
  const instants = (question: ClauseQuestion): number[] =>
    ancestry(question.destination)
      .flatMap((division) => index.get(division) ?? [])
      .filter(({ all: versions }) =>
        versions.some(({ clauses }) => clauses.some((clause) => covers(clause, question))),
      )
      .flatMap((versions) => versions.instants)
      .concat(altered.length > 0 ? ALWAYS : []);
  const remembered = remembering<Clauses>();
  const clausesFor = (question: ClauseQuestion): Clauses => {
    const { issuer, scheme, purpose, mode } = question;
    const destination = ancestry(question.destination).find((division) => places.has(division));
    if (!destination) return NO_CLAUSES;
    return remembered(`${issuer} ${scheme} ${destination} ${purpose} ${mode}`, () => {
      const all = instants(question);
      const candidates = timelineOf(
        all,
        (at) => candidatesAt({ ...question, destination, at }),
        areSameChoices,
      );
      const choose = (at: Date): Choice =>
        preferred(valueAt(candidates, at) ?? [], question) ?? doubtful(altered, question);
      return { candidates, choices: timelineOf(all, choose, isSameChoice) };
    });
  };
  return {
    candidates: (question) => valueAt(clausesFor(question).candidates, question.at) ?? [],
    choose: (question) => valueAt(clausesFor(question).choices, question.at),
    nextChoice: (question) => changeAfter(clausesFor(question).choices, question.at, isSameChoice),
  };
};
