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
  'contact.close',
  'exposure.area.medium',
  'exposure.area.high',
  'symptom.fever',
  'temperature',
] as const;
const RELIEF = ['test.nucleic.negative', 'isolation.completed'] as const;
const isRelief = (name: string): boolean => RELIEF.some((relief) => relief === name);

const FEVER: Expression = { '>=': [variable('facts.temperature.tenths'), 373] };

const recent = (name: string): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc.constant(within(name, 1)),
    fc.constantFrom(20, 24).map((hours): Expression => ({ '<': [variable(`facts.${name}.hours`), hours] })),
    fc.constant(name === 'temperature' ? FEVER : variable(`facts.${name}.present`)),
  );

const or = (a: Expression, b: Expression): Expression => ({ if: [a, true, b] });
const fromHubei: Expression = { '===': [variable('source.issuer'), '420000'] };

const IN_CIRCUMSTANCE: Record<Circumstance, Expression> = {
  purpose: { '===': [variable('purpose'), 'work'] },
  bareColour: variable('source.bareColour'),
  scheme: { '===': [variable('source.scheme'), 'international'] },
  colour: { '===': [variable('source.colour'), 'yellow'] },
};

/** What rules of a pair read: what happened, at most one circumstance, and whether they have dates. */
type Read = {
  readonly names: readonly string[];
  readonly also: Circumstance | undefined;
  readonly isDated: boolean;
};

const condition = ({ names, also }: Read): fc.Arbitrary<Expression> => {
  const adverse = names.filter((name) => !isRelief(name));
  const leaf = fc.constantFrom(...adverse).chain(recent);
  const met = also && IN_CIRCUMSTANCE[also];
  return fc.oneof(
    leaf,
    fc.tuple(leaf, leaf).map(([a, b]) => or(a, b)),
    fc.tuple(leaf, leaf).map((both): Expression => ({ and: both })),
    leaf.map((of): Expression => ({ and: [fromHubei, of] })),
    ...(met ? [fc.constant(met), leaf.map((of): Expression => ({ and: [met, of] }))] : []),
    ...names
      .filter(isRelief)
      .map((relief) =>
        fc.tuple(leaf, recent(relief)).map(([a, b]): Expression => ({ and: [a, { '!': [b] }] })),
      ),
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
  const undated = fc.oneof(
    fc.tuple(condition(read), outcome).map(([when, then]) => ruleOf('r', when, then)),
    fc
      .constantFrom(...read.names.filter((name) => !isRelief(name)))
      .chain((since) => fc.tuple(recent(since), condition(read), outcome, fc.constant(since)))
      .map(([first, second, then, since]) => ruleOf('r', { and: [first, second] }, { ...then, since })),
  );
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

const one = fc.constantFrom(...ADVERSE).map((name): string[] => [name]);
const two = fc
  .tuple(fc.constantFrom(...ADVERSE.slice(0, 4)), fc.constantFrom(...ADVERSE.slice(0, 4), ...RELIEF))
  .map((names) => [...new Set<string>(names)]);
const never = fc.constant(false);

const read: fc.Arbitrary<Read> = fc.oneof(
  { weight: 28, arbitrary: fc.record({ names: one, also: fc.constant(undefined), isDated: never }) },
  {
    weight: 9,
    arbitrary: fc.record({ names: one, also: fc.constantFrom(...CIRCUMSTANCES), isDated: never }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ names: one, also: fc.constant(undefined), isDated: fc.constant(true) }),
  },
  { weight: 1, arbitrary: fc.record({ names: two, also: fc.constant(undefined), isDated: never }) },
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
