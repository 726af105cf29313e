import { PURPOSES, foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, Clause, RuleSet } from '@huren/recognition';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import fc from 'fast-check';

/** What stands in the register, and what of it is not as it was signed. */
export type World = {
  readonly agreements: readonly Agreement[];
  readonly ruleSets: readonly RuleSet[];
  readonly altered: ReadonlySet<Agreement | RuleSet>;
};

const day = fc.integer({ min: 1, max: 28 });
const midnight = (of: number): string => `2020-03-${String(of).padStart(2, '0')}T00:00:00+08:00`;
const dates = fc
  .tuple(day, fc.option(day, { freq: 2 }))
  .map(([from, to]) => ({ validFrom: midnight(from), validTo: to === null ? null : midnight(to) }));

/** An instant at which something of a world may begin or end, or between two of those. */
export const moments = fc.tuple(day, fc.constantFrom(0, 9)).map(([of, hours]) => {
  return new Date(Date.parse(midnight(of)) + hours * 3_600_000);
});

const ISSUERS: readonly IssuerCode[] = ['420000', '410000'];
export const PLACES: readonly DivisionCode[] = ['440000', '440111'];
export const routes = fc.record({
  issuer: fc.constantFrom(...ISSUERS),
  scheme: fc.constantFrom('domestic' as const, 'international' as const),
  destination: fc.constantFrom(...PLACES),
  purpose: fc.constantFrom(...PURPOSES),
  mode: fc.constantFrom('showing' as const, 'converting' as const),
});

const named = fc.record({
  id: fc.constantFrom(...PLACES).map((place) => `${place}.domestic`),
  minVersion: fc.integer({ min: 1, max: 3 }),
});

const clauses: fc.Arbitrary<Clause> = fc
  .record({
    from: fc.subarray([...ISSUERS], { minLength: 1 }),
    destination: fc.constantFrom(...PLACES),
    purposes: fc.option(fc.constant([PURPOSES[0]]), { nil: undefined }),
    ruleSet: fc.option(named, { nil: undefined, freq: 3 }),
    dates,
  })
  .map(({ dates: dated, purposes, ruleSet, ...clause }) => ({
    ...{ id: 'a', modes: ['showing' as const, 'converting' as const], whenStale: 'unavailable' as const },
    ...clause,
    ...dated,
    ...(purposes && { purposes: [...purposes] }),
    ...(ruleSet && { ruleSet }),
  }));

const agreements: fc.Arbitrary<Agreement> = fc
  .tuple(
    fc.array(clauses, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('in_force' as const, 'in_force' as const, 'suspended' as const),
    fc.integer({ min: 1, max: 2 }),
    dates,
  )
  .map(([all, state, version, dated]) => ({
    ...{ ...(foundingAgreements[0] as Agreement), id: 'pact', version, state, ...dated },
    ...{ parties: ['440000' as const], clauses: all.map((clause, at) => ({ ...clause, id: `c${at}` })) },
  }));

const ruleSets: fc.Arbitrary<RuleSet> = fc
  .tuple(fc.constantFrom(...PLACES), fc.integer({ min: 1, max: 3 }), dates)
  .map(([destination, version, dated]) => ({
    ...{ ...(foundingRuleSets[0] as RuleSet), rules: [], id: `${destination}.domestic`, destination },
    ...{ scheme: 'domestic' as const, version, ...dated },
  }));

const keyOf = ({ id, version }: Agreement | RuleSet): string => `${id}@${version}`;

/** Agreements whose clauses may name rule sets, which may be in force, not yet, no more or altered. */
export const worlds: fc.Arbitrary<World> = fc
  .tuple(
    fc.uniqueArray(agreements, { minLength: 1, maxLength: 2, selector: keyOf }),
    fc.uniqueArray(ruleSets, { maxLength: 4, selector: keyOf }),
    fc.nat({ max: 15 }),
  )
  .map(([agreed, ruled, altered]) => ({
    ...{ agreements: agreed, ruleSets: ruled },
    altered: new Set([...agreed, ...ruled].filter((_, at) => at === altered)),
  }));
