import type { Agreement, Clause } from '@huren/recognition';
import { isWithin } from '@huren/standard';
import { ABOUT, clauseDomainOf } from '../difference/clause-domain.ts';
import type { ClauseDomain } from '../difference/clause-domain.ts';
import { otherClauses, ownClauses } from './clause-times.ts';
import type { Timed } from './clause-times.ts';
import { warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** The clauses that are about the same, and what that is. */
type Group = { readonly clauses: readonly Timed[]; readonly about: readonly string[] };

const narrowed =
  <T extends string>(ones: readonly T[], ask: (clause: Clause, one: T) => number) =>
  (groups: readonly Group[]): Group[] => {
    const found = new Map<string, Group>();
    for (const one of ones)
      for (const { clauses, about } of groups) {
        const left = clauses.filter(({ clause }) => ask(clause, one) > 0);
        const key = left.map(({ name }) => name).join();
        if (left.length > 1 && !found.has(key)) found.set(key, { clauses: left, about: [...about, one] });
      }
    return [...found.values()];
  };

/** Each set of clauses that are about the same codes, place, purpose and mode, once. */
const groupsOf = (clauses: readonly Timed[], domain: ClauseDomain): Group[] =>
  [
    narrowed(domain.issuers, ABOUT.issuer),
    narrowed(domain.destinations, ABOUT.destination),
    narrowed(domain.schemes, ABOUT.scheme),
    narrowed(domain.purposes, ABOUT.purpose),
    narrowed(domain.modes, ABOUT.mode),
  ].reduce<Group[]>((groups, narrow) => narrow(groups), [{ clauses, about: [] }]);

/** What follows a clause for the same codes after a time in which nothing holds for them. */
const nextAfter = ({ to }: Timed, { clauses }: Group): Timed | undefined =>
  clauses.some((other) => other.from <= to && other.to > to)
    ? undefined
    : clauses.filter(({ from }) => from > to).toSorted((a, b) => a.from - b.from)[0];

const told = ({ name }: Timed, next: Timed, { about }: Group): string => {
  const [issuer = '', destination = '', scheme = '', purpose = '', mode = ''] = about;
  return `between ${name} and ${next.name} nothing holds for codes of ${issuer} (${scheme}) at ${destination} by ${mode}, for ${purpose}`;
};

const isNear = ({ clause: a }: Timed, { clause: b }: Timed): boolean =>
  isWithin(a.destination, b.destination) || isWithin(b.destination, a.destination);

/** Times in which, for some of what a clause is about, neither it nor one that follows holds, here or in another agreement. */
export const gaps = (given: Agreement, inForce: readonly Agreement[]): Finding[] => {
  const own = ownClauses(given);
  const ending = own.filter(({ to }) => to < Infinity);
  const near = otherClauses(inForce).filter((other) => ending.some((one) => isNear(one, other)));
  const all = ending.length > 0 ? [...own, ...near] : [];
  const domain = clauseDomainOf([{ clauses: all.map(({ clause }) => clause) }], new Date(0));
  const found = new Map<string, Finding>();
  for (const group of groupsOf(all, domain))
    for (const one of ending.filter((each) => group.clauses.includes(each))) {
      const next = nextAfter(one, group);
      const key = `${one.name} ${next?.name}`;
      if (!next || found.has(key)) continue;
      found.set(key, warning('gap', `/clauses/${own.indexOf(one)}/validTo`, told(one, next, group)));
    }
  return [...found.values()];
};
