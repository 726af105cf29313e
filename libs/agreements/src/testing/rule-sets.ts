import type { Rule, RuleSet } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import fc from 'fast-check';
import { CIRCUMSTANCES, LATER } from './records.ts';
import type { Circumstance } from './records.ts';

/** CertLogic as it stands in a rule. */
export type Expression = string | number | boolean | Expression[] | { [operator: string]: Expression };

export const variable = (path: string): Expression => ({ var: path });
export const within = (name: string, days: number): Expression => ({
  '<': [variable(`facts.${name}.days`), days],
});

export const ruleOf = (id: string, when: Expression, then: Partial<Rule['then']> = {}): Rule => ({
  id,
  when,
  then: { colour: 'yellow', measure: 'home_observation', days: 0, ...then },
  text: { 'zh-CN': '一条规则', en: 'a rule' },
  basis: 'a test',
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
});

export const ruleSetOf = (rules: readonly Rule[], more: Partial<RuleSet> = {}): RuleSet => ({
  id: '440000.domestic',
  version: 1,
  destination: '440000',
  scheme: 'domestic',
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
  rules: [...rules],
  otherwise: { colour: 'green', measure: 'pass', days: 0 },
  whenUnknown: { colour: 'yellow', measure: 'test_required', days: 0 },
  unrecognised: { measure: 'central_isolation', days: 14 },
  basis: 'a test',
  status: 'modelled',
  ...more,
});

const ADVERSE = [
  'case.confirmed',
  'case.suspected',
  'case.asymptomatic',
  'case.recovered',
  'contact.close',
  'contact.secondary',
  'exposure.area.medium',
  'exposure.area.high',
  'exposure.abroad',
  'symptom.fever',
  'temperature',
] as const;
const RELIEF = ['test.nucleic.negative', 'isolation.completed'] as const;
const isRelief = (name: string): boolean => RELIEF.some((relief) => relief === name);

const FEVER: Expression = { '>=': [variable('facts.temperature.tenths'), 373] };

/** That something lies less than so long back, or that it ever was. */
const recent = (name: string, { names }: Read): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc.constant(within(name, 1)),
    fc.constant(name === 'temperature' ? FEVER : variable(`facts.${name}.present`)),
    ...(names.length > 1
      ? []
      : [fc.constantFrom(20, 24).map((hours) => ({ '<': [variable(`facts.${name}.hours`), hours] }))]),
  );

const or = (a: Expression, b: Expression): Expression => ({ if: [a, true, b] });

const IN_CIRCUMSTANCE: Record<Circumstance, Expression> = {
  purpose: { '===': [variable('purpose'), 'work'] },
  bareColour: variable('source.bareColour'),
  scheme: { '===': [variable('source.scheme'), 'international'] },
  colour: { '===': [variable('source.colour'), 'yellow'] },
  fromIssuer: { '===': [variable('source.issuer'), '420000'] },
  fromProvince: { '===': [variable('source.province'), '420000'] },
  inDistrict: { '===': [variable('destination.division'), '440111'] },
  inProvinceItself: { '===': [variable('destination.division'), '440000'] },
  inProvince: { '===': [variable('destination.province'), '440000'] },
};

/** What rules of a pair read: what happened, in what circumstances, and whether they have dates. */
type Read = {
  readonly names: readonly string[];
  readonly also: readonly Circumstance[];
  readonly isDated: boolean;
};

const and = (all: Expression[]): Expression => ({ and: all });

const condition = (read: Read): fc.Arbitrary<Expression> => {
  const adverse = read.names.filter((name) => !isRelief(name));
  const leaf = fc.constantFrom(...adverse).chain((name) => recent(name, read));
  const met = read.also.map((one) => IN_CIRCUMSTANCE[one]);
  const each = fc.tuple(...adverse.map((name) => recent(name, read)));
  return fc.oneof(
    leaf,
    fc.tuple(leaf, leaf).map(([a, b]) => or(a, b)),
    fc.tuple(leaf, leaf).map(and),
    ...(adverse.length > 1
      ? [
          {
            weight: 4,
            arbitrary: fc.oneof(
              each.map((all) => all.reduce(or)),
              each.map(and),
            ),
          },
        ]
      : []),
    ...met.flatMap((one) => [fc.constant(one), leaf.map((of) => and([one, of]))]),
    ...(met.length > 1 ? [leaf.map((of) => and([...met, of]))] : []),
    ...read.names
      .filter(isRelief)
      .map((relief) => fc.tuple(leaf, recent(relief, read)).map(([a, b]) => and([a, { '!': [b] }]))),
  );
};

const outcome = fc.record({
  colour: fc.constantFrom('green' as const, 'yellow' as const, 'red' as const),
  measure: fc.constantFrom('pass' as const, 'home_isolation' as const),
  days: fc.integer({ min: 0, max: 1 }),
});

const dates = ({ isDated }: Read): fc.Arbitrary<Partial<Rule>> =>
  isDated
    ? fc.constantFrom({}, { validFrom: chinaTime(LATER) }, { validTo: chinaTime(LATER) })
    : fc.constant({});

const rule = (read: Read): fc.Arbitrary<Rule> => {
  const free = fc.tuple(condition(read), outcome).map(([when, then]) => ruleOf('r', when, then));
  const counting = fc
    .constantFrom(...read.names.filter((name) => !isRelief(name)))
    .chain((since) => fc.tuple(recent(since, read), condition(read), outcome, fc.constant(since)))
    .map(([first, second, then, since]) => ruleOf('r', and([first, second]), { ...then, since }));
  const isCounting = read.names.length === 1 || read.names.length + read.also.length < 3;
  const undated = isCounting ? fc.oneof(free, counting) : free;
  return fc.tuple(undated, dates(read)).map(([plain, more]) => ({ ...plain, ...more }));
};

const rules = (read: Read) =>
  fc
    .array(rule(read), { minLength: 1, maxLength: 3 })
    .map((all) => all.map((each, at) => ({ ...each, id: `r${at}` })));

const WHEN_UNKNOWN = [
  { colour: 'yellow', measure: 'test_required', days: 0 },
  { colour: 'red', measure: 'home_isolation', days: 2 },
] as const;

const facts = (count: number): fc.Arbitrary<string[]> =>
  fc
    .subarray<string>([...ADVERSE, ...RELIEF], { minLength: count, maxLength: count })
    .filter((names) => !names.every(isRelief));

const circumstances = (count: number): fc.Arbitrary<Circumstance[]> =>
  fc.subarray(CIRCUMSTANCES, { minLength: count, maxLength: count });

const reading = (weight: number, count: number, around = 0, isDated = false) => ({
  weight,
  arbitrary: fc.record({
    names: facts(count),
    also: circumstances(around),
    isDated: fc.constant(isDated),
  }),
});

const read: fc.Arbitrary<Read> = fc.oneof(
  reading(8, 1),
  reading(8, 1, 1),
  reading(4, 1, 2),
  reading(3, 1, 0, true),
  reading(4, 2),
  reading(18, 2, 1),
  reading(6, 3),
);

/** Two rule sets that read the same: often the second is the first with a rule more, fewer or another. */
export const pairs: fc.Arbitrary<Read & { before: RuleSet; after: RuleSet }> = read.chain((of) =>
  fc
    .tuple(
      rules(of),
      rules(of),
      fc.nat({ max: 3 }),
      fc.constantFrom(...WHEN_UNKNOWN),
      fc.constantFrom(...WHEN_UNKNOWN),
    )
    .map(([first, second, kept, unknown, another]) => ({
      ...of,
      before: ruleSetOf(first, { whenUnknown: unknown }),
      after: ruleSetOf(
        [...first.slice(0, kept), ...second.slice(kept)].map((each, at) => ({ ...each, id: `s${at}` })),
        { whenUnknown: kept > 0 ? unknown : another },
      ),
    })),
);
