import type { Route } from '@huren/events';
import { agreementIndex, foundingAgreements, foundingRuleSets, ruleSetIndex } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decidedOn } from '../testing/decided-on.ts';
import { moments, routes, worlds } from '../testing/worlds.ts';
import { changesBetween, nextChange, outlookAt, standingAt } from './outlook.ts';
import { ruledClauses } from './ruled-clauses.ts';

const agreements = ruledClauses(agreementIndex(foundingAgreements), ruleSetIndex(foundingRuleSets));
const on = (day: string) => new Date(`${day}T00:00:00+08:00`);
const toHangzhou: Route = {
  issuer: '420000',
  scheme: 'domestic',
  destination: '330100',
  purpose: 'entry',
  mode: 'showing',
};

describe('the outlook on a route', () => {
  it('tells before it comes which date and clause will change it', () => {
    const { standing, next } = outlookAt(agreements, toHangzhou, on('2020-03-16'));
    expect(standing).toBeNull();
    expect(next?.at).toBe('2020-03-18T00:00:00+08:00');
    expect(next?.standing).toEqual(standingAt(agreements, toHangzhou, on('2020-03-18')));
    expect(next?.standing).toMatchObject({ version: 1, suspended: false });
  });

  it('ends where nothing more is known', () => {
    const last = changesBetween(agreements, toHangzhou, on('2020-01-01'), on('2100-01-01')).at(-1);
    expect(nextChange(agreements, toHangzhou, new Date(last!.at))).toBeNull();
  });

  it('follows each change, and nothing changes between two of them', () => {
    const destinations = foundingAgreements.flatMap(({ clauses }) =>
      clauses.map(({ destination }) => destination),
    );
    const issuers = foundingAgreements.flatMap(({ clauses }) => clauses.flatMap(({ from }) => from));
    const days = fc
      .integer({ min: 0, max: 120 })
      .map((day) => new Date(on('2020-02-01').getTime() + day * 43_200_000));
    fc.assert(
      fc.property(
        fc.constantFrom(...destinations),
        fc.constantFrom(...issuers),
        fc.array(days, { minLength: 3, maxLength: 3 }),
        (destination, issuer, moments) => {
          const route = { ...toHangzhou, destination, issuer };
          const [from, at, until] = moments.toSorted((a, b) => a.getTime() - b.getTime()) as [
            Date,
            Date,
            Date,
          ];
          const changes = changesBetween(agreements, route, from, until);
          const before = changes.findLast((change) => Date.parse(change.at) <= at.getTime());
          expect(standingAt(agreements, route, at)).toEqual(
            before ? before.standing : standingAt(agreements, route, from),
          );
        },
      ),
    );
  });

  it('tells a clause exactly while decisions are made by it, and each date on which that changes', () => {
    fc.assert(
      fc.property(
        worlds,
        routes,
        fc.tuple(moments, moments),
        ({ altered, ...world }, route, [one, other]) => {
          const known = {
            agreements: agreementIndex(world.agreements, (agreement) => altered.has(agreement)),
            ruleSets: ruleSetIndex(world.ruleSets, (ruleSet) => altered.has(ruleSet)),
          };
          const clauses = ruledClauses(known.agreements, known.ruleSets);
          const [from, until] = one < other ? [one, other] : [other, one];
          const held = [{ standing: standingAt(clauses, route, from) }].concat(
            changesBetween(clauses, route, from, until),
          );
          expect(held.at(-1)?.standing).toEqual(standingAt(clauses, route, until));
          for (const [at, { standing }] of held.slice(1).entries())
            expect(standing).not.toEqual(held[at]?.standing);
          const { fault, ...clause } = decidedOn(route, until, known) ?? { fault: 'no_agreement' };
          const isSuspended = fault === 'agreement_suspended';
          const isTold = fault === undefined || isSuspended;
          const { agreement: id, suspended, ...told } = held.at(-1)?.standing ?? {};
          expect([{ id, ...told }, suspended]).toEqual(
            isTold ? [clause, isSuspended] : [{ id: undefined }, undefined],
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
