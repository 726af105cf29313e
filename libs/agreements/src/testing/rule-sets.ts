import type { Rule, RuleSet } from '@huren/recognition';
import fc from 'fast-check';

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

const ADVERSE = ['contact.close', 'exposure.area.medium', 'exposure.area.high', 'symptom.fever'] as const;
const RELIEF = ['test.nucleic.negative', 'isolation.completed'] as const;
const isRelief = (name: string): boolean => RELIEF.some((relief) => relief === name);

const recent = (name: string): fc.Arbitrary<Expression> =>
  fc.oneof(
    fc.constant(within(name, 1)),
    fc.constantFrom(20, 24).map((hours): Expression => ({ '<': [variable(`facts.${name}.hours`), hours] })),
    fc.constant(variable(`facts.${name}.present`)),
  );

const or = (a: Expression, b: Expression): Expression => ({ if: [a, true, b] });
const fromHubei: Expression = { '===': [variable('source.issuer'), '420000'] };

const condition = (names: readonly string[]): fc.Arbitrary<Expression> => {
  const adverse = names.filter((name) => !isRelief(name));
  const leaf = fc.constantFrom(...adverse).chain(recent);
  return fc.oneof(
    leaf,
    fc.tuple(leaf, leaf).map(([a, b]) => or(a, b)),
    fc.tuple(leaf, leaf).map((both): Expression => ({ and: both })),
    leaf.map((of): Expression => ({ and: [fromHubei, of] })),
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

const rule = (names: readonly string[]): fc.Arbitrary<Rule> =>
  fc.oneof(
    fc.tuple(condition(names), outcome).map(([when, then]) => ruleOf('r', when, then)),
    fc
      .constantFrom(...names.filter((name) => !isRelief(name)))
      .chain((since) => fc.tuple(recent(since), condition(names), outcome, fc.constant(since)))
      .map(([first, second, then, since]) => ruleOf('r', { and: [first, second] }, { ...then, since })),
  );

const rules = (names: readonly string[]) =>
  fc
    .array(rule(names), { minLength: 1, maxLength: 3 })
    .map((all) => all.map((each, at) => ({ ...each, id: `r${at}` })));

const WHEN_UNKNOWN = [
  { colour: 'yellow', measure: 'test_required', days: 0 },
  { colour: 'red', measure: 'home_isolation', days: 2 },
] as const;

const namesRead = fc.oneof(
  { weight: 24, arbitrary: fc.constantFrom(...ADVERSE).map((name) => [name]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...ADVERSE), fc.constantFrom(...ADVERSE, ...RELIEF))
      .map((names) => [...new Set<string>(names)]),
  },
);

/** Two rule sets that read one or two occurrences: often the second is the first with a rule more, fewer or another. */
export const pairs: fc.Arbitrary<{ names: readonly string[]; before: RuleSet; after: RuleSet }> =
  namesRead.chain((names) =>
    fc
      .tuple(
        rules(names),
        rules(names),
        fc.nat({ max: 3 }),
        fc.constantFrom(...WHEN_UNKNOWN),
        fc.constantFrom(...WHEN_UNKNOWN),
      )
      .map(([first, second, kept, unknown, another]) => ({
        names,
        before: ruleSetOf(first, { whenUnknown: unknown }),
        after: ruleSetOf(
          [...first.slice(0, kept), ...second.slice(kept)].map((each, at) => ({ ...each, id: `s${at}` })),
          {
            whenUnknown: kept > 0 ? unknown : another,
          },
        ),
      })),
  );
