import { allIssuers, ancestry, findIssuer, provinceOf } from '@huren/standard';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import type { Row } from './matrix.ts';
import { eachOf, merged, onlyOf } from './route-classes.ts';
import type { RouteClass, RouteClasses } from './route-classes.ts';

/** A place that recognises an issuer's codes, for kinds of entry for which that issuer's place recognises none of its own. */
export type Asymmetry = RouteClasses & {
  readonly recognises: DivisionCode;
  readonly unrequited: IssuerCode;
  /** Whether none of its own are recognised there for anything. */
  readonly whole: boolean;
};

type Recognised = { readonly issuer: IssuerCode } & RouteClass;

const recognisedBy = ({ recognises }: Row): Recognised[] =>
  recognises.flatMap(({ issuer, clauses }) =>
    clauses
      .filter(({ suspended, altered, rules }) => !suspended && !altered && rules === 'in_force')
      .flatMap(eachOf)
      .filter(({ scheme }) => findIssuer(issuer)?.schemes.includes(scheme))
      .map((one) => ({ issuer, ...one })),
  );

const keyOf = ({ scheme, purpose, mode }: RouteClass): string => `${scheme} ${purpose} ${mode}`;

/** Whose codes the people of a place hold. */
const ownIssuers = (place: DivisionCode) => allIssuers().filter(({ code }) => ancestry(place).includes(code));

/** Where recognition is not mutual, kind by kind. A place below another is named for what is not so above it already. */
export const asymmetriesOf = (rows: readonly Row[]): Asymmetry[] => {
  const recognised = new Map(rows.map((row) => [row.destination, recognisedBy(row)]));
  /** Of each place: what it recognises of whom. */
  const taken = new Map(
    [...recognised].map(([place, all]) => [
      place,
      new Set(all.flatMap((one) => [one.issuer, `${one.issuer} ${keyOf(one)}`])),
    ]),
  );
  const homeOf = (issuer: IssuerCode) => ancestry(issuer).find((place) => taken.has(place));
  const isUnrequited = (place: DivisionCode, { issuer, ...one }: Recognised): boolean => {
    const [home, own] = [
      homeOf(issuer),
      ownIssuers(place).filter(({ schemes }) => schemes.includes(one.scheme)),
    ];
    if (!home || own.length === 0 || provinceOf(place) === provinceOf(issuer)) return false;
    return !own.some(({ code }) => taken.get(home)?.has(`${code} ${keyOf(one)}`));
  };
  const isSaidAbove = (place: DivisionCode, { issuer, ...one }: Recognised): boolean => {
    const places = ancestry(place).filter((above) => taken.has(above));
    const issuers = ancestry(issuer).filter((above) => findIssuer(above));
    return places.some((above) =>
      issuers.some(
        (by) =>
          !(above === place && by === issuer) &&
          taken.get(above)?.has(`${by} ${keyOf(one)}`) &&
          isUnrequited(above, { issuer: by as IssuerCode, ...one }),
      ),
    );
  };
  return [...recognised].flatMap(([recognises, all]) =>
    merged(
      all
        .filter((one) => isUnrequited(recognises, one) && !isSaidAbove(recognises, one))
        .map((one) => ({
          recognises,
          unrequited: one.issuer,
          whole: !ownIssuers(recognises).some(({ code }) => taken.get(homeOf(one.issuer) ?? code)?.has(code)),
          ...onlyOf(one),
        })),
    ),
  );
};
