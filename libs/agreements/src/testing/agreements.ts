import { agreement } from '@huren/recognition';
import type { Agreement, Clause } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import fc from 'fast-check';
import { fits } from '../checks/named-rule-sets.ts';

export const clauseOf = (more: Partial<Clause> = {}): Clause => ({
  id: 'a',
  from: ['420000'],
  destination: '440111',
  modes: ['showing'],
  validFrom: '2020-03-16T00:00:00+08:00',
  validTo: null,
  whenStale: 'unavailable',
  ...more,
});

export const agreementOf = (clauses: readonly Clause[], more: Partial<Agreement> = {}): Agreement =>
  agreement.parse({
    id: 'baiyun',
    version: 1,
    title: { 'zh-CN': '白云区', en: 'Baiyun' },
    parties: ['440111'],
    state: 'in_force',
    validFrom: '2020-03-16T00:00:00+08:00',
    validTo: null,
    basis: 'a test',
    clauses,
    ...more,
  });

/** Codes that clauses name, and codes around them. */
export const ISSUERS = ['420000', '330000', '330100', '330110', '410000', '440100'] as DivisionCode[];
export const PLACES = [
  '440000',
  '440100',
  '440111',
  '440106',
  '330106',
  '330100',
  '110101',
] as DivisionCode[];
export const DATES = ['2020-03-16T00:00:00+08:00', '2020-03-20T00:00:00+08:00', '2020-04-01T00:00:00+08:00'];

const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });

const clause = fc
  .record({
    from: fc.subarray(ISSUERS.slice(0, 5), { minLength: 1, maxLength: 3 }),
    destination: fc.constantFrom(...PLACES.slice(0, 5)),
    scheme: optional(fc.constantFrom('domestic' as const, 'international' as const)),
    modes: fc.subarray(['showing' as const, 'converting' as const], { minLength: 1 }),
    purposes: optional(fc.subarray(['entry' as const, 'work' as const], { minLength: 1 })),
    reasons: optional(fc.constantFrom([], ['symptom' as const])),
    ruleSet: fc.option(
      fc.record({
        id: fc.constantFrom('440000.domestic', '440111.domestic', '440111.international'),
        minVersion: fc.constantFrom(1, 2),
      }),
      { nil: undefined, freq: 4 },
    ),
    maxSourceAgeSeconds: optional(fc.constantFrom(600, 3600)),
    whenStale: fc.constantFrom('unavailable' as const, 'not_recognised' as const),
    validFrom: fc.constantFrom(...DATES.slice(0, 2)),
    validTo: fc.constantFrom(null, ...DATES.slice(1)),
  })
  .filter(({ validFrom, validTo }) => validTo === null || validFrom < validTo)
  // Nobody can sign a clause that names the rules of another place.
  .map(({ ruleSet, ...rest }) => ({
    ...rest,
    ruleSet: ruleSet && fits(ruleSet.id, { id: 'any', ...rest } as Clause) ? ruleSet : undefined,
  }));

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;

const clauses = fc
  .array(clause, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((each, at) => ({ ...defined(each), id: `c${at}` }) as Clause));

/** Two versions of an agreement: often the second is the first with a clause more, fewer or another. */
export const versions: fc.Arbitrary<readonly [Agreement, Agreement]> = fc
  .tuple(clauses, clauses, fc.nat({ max: 3 }))
  .map(([first, second, kept]) => [
    agreementOf(first),
    agreementOf(
      [...first.slice(0, kept), ...second.slice(kept)].map((each, at) => ({ ...each, id: `d${at}` })),
      { version: 2 },
    ),
  ]);
