import fc from 'fast-check';

/** Data that the generated expressions read. Unlike in kind, so that operands often fit and often don't. */
export const ruleData = fc.record({
  flag: fc.boolean(),
  other: fc.boolean(),
  count: fc.integer({ min: -3, max: 3 }),
  days: fc.integer({ min: 0, max: 30 }),
  text: fc.constantFrom('', 'a', 'b', 'URN:UVCI:01:SE:EHM/100#X'),
  date: fc.constantFrom('2020-03-16', '2020-03-16T09:00:00+08:00', '2020-02', '1970', 'never'),
  list: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
  nested: fc.record({
    flag: fc.boolean(),
    count: fc.integer({ min: 0, max: 2 }),
    items: fc.array(fc.boolean()),
  }),
  nothing: fc.constant(null),
});

const paths = {
  boolean: ['flag', 'other', 'nested.flag', 'nested.items.0'],
  integer: ['count', 'days', 'nested.count', 'list.0'],
  text: ['text'],
  date: ['date'],
  list: ['list', 'nested.items'],
};
const variable = (names: readonly string[]) =>
  fc.constantFrom(...names).map((path) => ({ var: path }) as unknown);
const anyPath = [...Object.values(paths).flat(), 'nested', 'nothing', 'absent', 'absent.deeper', ''];

const { expression } = fc.letrec<Record<string, unknown>>((tie) => {
  const boolean = tie('boolean');
  const integer = tie('integer');
  const any = tie('any');
  const time = tie('time');
  const infix = (operator: string, operand: fc.Arbitrary<unknown>, most = 2) =>
    fc.array(operand, { minLength: 2, maxLength: most }).map((operands) => ({ [operator]: operands }));
  const conditional = (branch: fc.Arbitrary<unknown>) =>
    fc.tuple(boolean, branch, branch).map((operands) => ({ if: operands }));
  const amount = fc.integer({ min: -40, max: 40 });
  return {
    boolean: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      variable(paths.boolean),
      fc.boolean(),
      infix('and', boolean, 3),
      boolean.map((operand) => ({ '!': [operand] })),
      conditional(boolean),
      ...['<', '>', '<=', '>='].map((operator) => infix(operator, integer, 3)),
      ...['before', 'after', 'not-after', 'not-before'].map((operator) => infix(operator, time, 3)),
      infix('===', integer),
      infix('===', any),
      fc
        .tuple(infix('and', fc.oneof(integer, boolean)), fc.boolean())
        .map((operands) => ({ '===': operands })),
      fc.tuple(integer, variable(paths.list)).map((operands) => ({ in: operands })),
      fc.tuple(integer, fc.array(integer, { maxLength: 3 })).map((operands) => ({ in: operands })),
      infix('and', any, 3),
    ),
    integer: fc.oneof(
      { depthSize: 'small' },
      variable(paths.integer),
      fc.integer({ min: -2, max: 15 }),
      infix('+', integer),
      conditional(integer),
      fc
        .tuple(
          variable(paths.list),
          fc.constantFrom(
            { '+': [{ var: 'accumulator' }, { var: 'current' }] },
            { '+': [{ var: 'accumulator' }, 1] },
          ),
          integer,
        )
        .map((operands) => ({ reduce: operands })),
    ),
    time: fc.oneof(
      { depthSize: 'small' },
      fc
        .tuple(variable(paths.date), amount, fc.constantFrom('year', 'month', 'day', 'hour'))
        .map((operands) => ({ plusTime: operands })),
      fc
        .tuple(fc.constantFrom('2020-03-16', '2020-02'), amount, fc.constantFrom('day', 'hour'))
        .map((operands) => ({ plusTime: operands })),
      fc
        .oneof(variable(paths.date), fc.constantFrom('1970', '1990-02', '2020-03-01'))
        .map((operand) => ({ dccDateOfBirth: [operand] })),
    ),
    any: fc.oneof(
      { depthSize: 'small' },
      variable(anyPath),
      boolean,
      integer,
      time,
      fc
        .tuple(fc.oneof(variable(paths.text), any), fc.integer({ min: -1, max: 5 }))
        .map((operands) => ({ extractFromUVCI: operands })),
      fc.array(any, { maxLength: 3 }),
      conditional(any),
    ),
    expression: fc.oneof(
      { weight: 3, arbitrary: boolean },
      { weight: 1, arbitrary: integer },
      { weight: 1, arbitrary: any },
    ),
  };
});

/** A well-formed CertLogic expression over `ruleData`. */
export const ruleExpression: fc.Arbitrary<unknown> = expression ?? fc.constant(true);

/** How often each operator stands in an expression. */
export const countOperators = (expr: unknown, counts: Map<string, number>): void => {
  if (Array.isArray(expr)) return expr.forEach((item) => countOperators(item, counts));
  if (typeof expr !== 'object' || expr === null) return;
  for (const [operator, operands] of Object.entries(expr)) {
    counts.set(operator, (counts.get(operator) ?? 0) + 1);
    countOperators(operands, counts);
  }
};
