import { ancestry, chinaTime, provinceOf } from '@huren/standard';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import fc from 'fast-check';
import { PURPOSES } from '../model/agreement.ts';
import type { Agreement, Clause } from '../model/agreement.ts';
import { AT, everybody } from './generators.ts';

/** Who shows a code where, for entry, by showing it. */
export type Route = { readonly issuer: IssuerCode; readonly to: DivisionCode };

const PLACES: DivisionCode[] = [
  '110000',
  '110106',
  '330000',
  '330100',
  '330106',
  '330108',
  '370602',
  '410000',
  '420000',
  '420106',
  '440000',
  '440100',
  '440106',
  '440111',
  '440112',
  '460000',
];
const ISSUERS: IssuerCode[] = ['420000', '420100', '410000', '330000', '330100', '230000', '310000'];

/** An agreement in force under which the codes of a route are recognised. */
export const fitting = ({ issuer, to }: Route): Agreement => ({
  ...everybody,
  id: 'fitting',
  clauses: everybody.clauses
    .slice(0, 1)
    .map((clause) => ({ ...clause, id: 'fitting', from: [issuer], destination: to })),
});

const span = fc.oneof(fc.constant(0), fc.nat(60 * 86_400)).map((seconds) => seconds * 1000);
const over = span.map((ms) => ({ validTo: chinaTime(new Date(AT.getTime() - ms)) }));
const toCome = span.map((ms) => ({ validFrom: chinaTime(new Date(AT.getTime() + 1000 + ms)) }));
const outOfDate = fc.oneof(over, toCome);

/** In what a clause may miss a route. */
const missing = ({ issuer, to }: Route): fc.Arbitrary<Partial<Clause>> =>
  fc.oneof(
    outOfDate,
    fc
      .subarray(
        ISSUERS.filter((one) => one !== issuer),
        { minLength: 1 },
      )
      .map((from) => ({ from })),
    fc.constant<Partial<Clause>>({ scheme: 'international' }),
    fc
      .subarray(
        PURPOSES.filter((one) => one !== 'entry'),
        { minLength: 1 },
      )
      .map((purposes) => ({ purposes })),
    fc.constant<Partial<Clause>>({ modes: ['converting'] }),
    fc
      .constantFrom(...PLACES.filter((place) => !ancestry(to).includes(place)))
      .map((destination) => ({ destination })),
  );

const changed = (agreement: Agreement, more: Partial<Clause>): Agreement => ({
  ...agreement,
  clauses: agreement.clauses.map((clause) => ({ ...clause, ...more })),
});

/** An agreement that misses a route, if only just; of two versions the first does not, and is superseded. */
const besideOne = (route: Route): fc.Arbitrary<Agreement[]> => {
  const good = fitting(route);
  return fc.oneof(
    missing(route).map((more) => [changed(good, more)]),
    outOfDate.map((more) => [{ ...good, ...more }]),
    fc.constant<Agreement[]>([{ ...good, state: 'ended' }]),
    missing(route).map((more) => [good, { ...changed(good, more), version: 2 }]),
  );
};

/** No agreement, or some none of which recognises the codes of a route, though each nearly does. */
export const beside = (route: Route): fc.Arbitrary<Agreement[]> =>
  fc
    .array(besideOne(route), { maxLength: 4 })
    .map((all) => all.flatMap((versions, at) => versions.map((one) => ({ ...one, id: `beside-${at}` }))));

/** The fitting agreement, suspended by somebody whom it binds. */
export const suspended = (route: Route): fc.Arbitrary<Agreement> =>
  fc
    .constantFrom(undefined, route.issuer, route.to, provinceOf(route.to), [
      '460000' as DivisionCode,
      route.issuer,
    ])
    .map((suspendedBy) => ({
      ...fitting(route),
      state: 'suspended' as const,
      ...(suspendedBy ? { suspendedBy } : {}),
    }));
