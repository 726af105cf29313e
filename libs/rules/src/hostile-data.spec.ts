import { describe, expect, it } from '@jest/globals';
import { MalformedRule, compileRule } from './rule.ts';
import { validateRule } from './validate.ts';

const evaluate = (expression: unknown, data: unknown, unknown?: readonly string[] | ReadonlySet<string>) =>
  compileRule(expression).evaluate(data, unknown);
const v = (path: string) => ({ var: path });
const unreadable = { unknown: true, missing: [], faults: ['the data could not be read'] };

const refuse = (thrown: unknown) => (): never => {
  throw thrown;
};
const behind = (get: () => unknown) => Object.defineProperty({}, 'x', { enumerable: true, get });

describe('data that are no JSON', () => {
  it.each([
    ['an error', new Error('10101199001011234 is nobody')],
    ['a text', 'no'],
    ['nothing', undefined],
    [
      'an error that cannot be looked at',
      Object.defineProperty(new Error(), 'message', { get: refuse('no') }),
    ],
    ['a proxy that cannot be looked at', new Proxy({}, { getPrototypeOf: refuse('no') })],
  ])(
    'a getter that throws %s makes the result unknown, and nothing of what it threw is told',
    (_, thrown) => {
      expect(evaluate(v('x'), behind(refuse(thrown)))).toEqual(unreadable);
      expect(evaluate({ '!': [v('x')] }, behind(refuse(thrown)))).toEqual(unreadable);
    },
  );

  it('a getter is not asked where its path is unknown or a known value settles the result', () => {
    const data = behind(refuse('asked'));
    expect(evaluate(v('x'), data, ['x'])).toEqual({ unknown: true, missing: ['x'], faults: [] });
    expect(evaluate({ and: [false, v('x')] }, data)).toEqual({ value: false });
    expect(evaluate({ if: [true, 1, v('x')] }, data)).toEqual({ value: 1 });
  });

  it('operands are read from left to right, each once, and none that a known value before it settles', () => {
    const readBy = (expression: unknown): string[] => {
      const asked: string[] = [];
      const values = { no: false, a: 1, b: 2, list: [3] };
      const data = Object.fromEntries(Object.entries(values));
      for (const [name, value] of Object.entries(values))
        Object.defineProperty(data, name, { get: () => (asked.push(name), value) });
      compileRule(expression).evaluate(data);
      return asked;
    };
    for (const operator of ['+', '<', '===', 'in', 'and', 'after'])
      expect(readBy({ [operator]: [v('b'), v('a')] })).toEqual(['b', 'a']);
    expect(readBy([v('b'), v('list'), v('a')])).toEqual(['b', 'list', 'a']);
    expect(readBy({ reduce: [v('list'), v('current'), v('a')] })).toEqual(['list', 'a']);
    expect(readBy({ and: [v('b'), v('no'), v('a')] })).toEqual(['b', 'no']);
    expect(readBy({ if: [v('no'), v('a'), v('b')] })).toEqual(['no', 'b']);
  });

  it('a proxy that refuses everything makes the result unknown wherever it is met', () => {
    const { proxy, revoke } = Proxy.revocable<object>({}, {});
    revoke();
    for (const expression of [
      v('x'),
      v('x.y'),
      { '!': [v('x')] },
      { in: [1, v('x')] },
      { reduce: [v('x'), true, 0] },
      { after: [v('x'), v('x')] },
    ]) {
      expect(evaluate(expression, { x: proxy })).toEqual(unreadable);
    }
    expect(evaluate(v('x'), proxy)).toEqual(unreadable);
  });

  it('what an object inherits is not there, and what it owns is, whatever its name', () => {
    const data = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"name": "own"}}') as object;
    expect(evaluate(v('__proto__.polluted'), data)).toEqual({ value: 1 });
    expect(evaluate(v('constructor.name'), data)).toEqual({ value: 'own' });
    expect(evaluate(v('polluted'), data)).toEqual({ value: null });
    expect(evaluate(v('x'), Object.create({ x: 1 }))).toEqual({ value: null });
    expect(evaluate(v('x'), Object.assign(Object.create(null) as object, { x: 1 }))).toEqual({ value: 1 });
  });

  it('data in a circle, very deep or very long are read as far as the path goes', () => {
    const circle: Record<string, unknown> = { x: 1 };
    circle['again'] = circle;
    expect(evaluate(v('again.again.again.x'), circle)).toEqual({ value: 1 });
    let deep: object = { x: 1 };
    for (let depth = 0; depth < 20_000; depth += 1) deep = { a: deep };
    expect(evaluate(v(`${'a.'.repeat(20_000)}x`), deep)).toEqual({ value: 1 });
    expect(evaluate({ '!': [v('a')] }, deep)).toEqual({ value: false });
    const long = { list: Array.from({ length: 20_000 }, () => 1) };
    const sum = { reduce: [v('list'), { '+': [v('accumulator'), v('current')] }, 0] };
    expect(evaluate(sum, long)).toEqual({ value: 20_000 });
    expect(evaluate({ in: [2, v('list')] }, long)).toEqual({ value: false });
  });

  it('no data at all are null', () => {
    expect(evaluate(v(''), undefined)).toEqual({ value: null });
    expect(evaluate(v('x.y'), undefined)).toEqual({ value: null });
    expect(evaluate({ '!': [v('')] }, undefined)).toEqual({ value: true });
  });
});

describe('unknown paths', () => {
  it('are those that are named at the time of evaluation', () => {
    const paths = new Set<string>();
    expect(evaluate(v('a'), { a: 1 }, paths)).toEqual({ value: 1 });
    paths.add('a');
    expect(evaluate(v('a'), { a: 1 }, paths)).toEqual({ unknown: true, missing: ['a'], faults: [] });
  });

  it('of an item are met by every way of writing its place', () => {
    expect(evaluate(v('list.01'), { list: [1, 2] })).toEqual({ value: 2 });
    expect(evaluate(v('list.01'), { list: [1, 2] }, ['list.1'])).toEqual({
      unknown: true,
      missing: ['list.1'],
      faults: [],
    });
  });

  it('may all be unknown, and any path may be long', () => {
    const long = `${'a.'.repeat(20_000)}a`;
    expect(evaluate(v(long), {}, [''])).toEqual({ unknown: true, missing: [long], faults: [] });
    expect(evaluate(v(long), {}, ['b', 'a.a'])).toMatchObject({ unknown: true });
    expect(evaluate(v(long), {}, ['b', 'aa'])).toEqual({ value: null });
  });
});

describe('expressions that are no CertLogic', () => {
  const nested = Array.from({ length: 50_000 }).reduce<unknown>((inner) => [inner], 1);

  it.each([
    ['an object that cannot be written', { toString: 1 }, 'an object'],
    ['a list', [1, 2], 'a list'],
    ['a list too deep to be written', nested, 'a list'],
    ['nothing', null, 'null'],
    ['a text', 'two', 'two'],
  ])('%s is refused as an argument', (_, amount, told) => {
    const expression = { plusTime: ['2020-03-16', amount, 'day'] };
    expect(validateRule(expression).map(({ path, message }) => [path, message])).toEqual([
      ['', `"amount" argument (#2) of "plusTime" must be an integer, but it is: ${told}`],
    ]);
    expect(() => compileRule(expression)).toThrow(MalformedRule);
    expect(() => compileRule({ plusTime: ['2020-03-16', 1, amount] })).toThrow(MalformedRule);
  });
});
