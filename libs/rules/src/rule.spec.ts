import { describe, expect, it } from '@jest/globals';
import { MalformedRule, compileRule } from './rule.ts';
import { MAX_DEPTH, validateRule } from './validate.ts';

const evaluate = (expression: unknown, data: unknown, unknown?: readonly string[]) =>
  compileRule(expression).evaluate(data, unknown);
const unknownOf = (missing: string[], faults: string[] = []) => ({ unknown: true, missing, faults });
const v = (path: string) => ({ var: path });

describe('what is unknown', () => {
  it('reading an unknown path, one below it or one that contains it is unknown', () => {
    expect(evaluate(v('a.b'), { a: { b: 1 } }, ['a.b'])).toEqual(unknownOf(['a.b']));
    expect(evaluate(v('a.b'), { a: { b: 1 } }, ['a'])).toEqual(unknownOf(['a.b']));
    expect(evaluate(v('a'), { a: { b: 1 } }, ['a.b'])).toEqual(unknownOf(['a']));
    expect(evaluate(v(''), { a: 1 }, ['a'])).toEqual(unknownOf(['']));
    expect(evaluate(v('ab'), { ab: 1 }, ['a'])).toEqual({ value: 1 });
  });

  it('a known-false operand settles an and, before or after the unknown one', () => {
    expect(evaluate({ and: [false, v('x')] }, {}, ['x'])).toEqual({ value: false });
    expect(evaluate({ and: [v('x'), false] }, {}, ['x'])).toEqual({ value: false });
    expect(evaluate({ and: [v('x'), true] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ and: [v('y'), v('x')] }, {}, ['x', 'y'])).toEqual(unknownOf(['x', 'y']));
    expect(evaluate({ '!': [{ and: [v('x'), false] }] }, {}, ['x'])).toEqual({ value: true });
  });

  it('but not where the value itself is compared', () => {
    const either = { and: [v('x'), false] };
    expect(evaluate({ '===': [either, false] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate([either], {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ in: [either, [false]] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ reduce: [either, 1, 0] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ reduce: [[], 1, either] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ plusTime: [either, 1, 'day'] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ dccDateOfBirth: [either] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ extractFromUVCI: [either, 1] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ '===': [{ and: [0, v('x')] }, 0] }, {}, ['x'])).toEqual({ value: true });
  });

  it('an unknown guard is settled by branches that agree', () => {
    expect(evaluate({ if: [v('x'), 1, 1] }, {}, ['x'])).toEqual({ value: 1 });
    expect(evaluate({ if: [v('x'), 1, 2] }, {}, ['x'])).toEqual(unknownOf(['x']));
    expect(evaluate({ if: [v('x'), v('y'), 2] }, {}, ['x', 'y'])).toEqual(unknownOf(['x', 'y']));
    expect(evaluate({ if: [v('x'), v('z'), v('z')] }, { z: null }, ['x'])).toEqual({ value: null });
  });

  it('where the truth alone is asked for, they need to agree in truth alone', () => {
    const truth = (expression: unknown) => evaluate({ '!': [{ '!': [expression] }] }, {}, ['x']);
    expect(truth({ if: [v('x'), 1, 2] })).toEqual({ value: true });
    expect(truth({ if: [v('x'), '', 0] })).toEqual({ value: false });
    expect(truth({ if: [v('x'), 1, 0] })).toEqual(unknownOf(['x']));
    const date = { plusTime: ['2020-03-16', 0, 'day'] };
    expect(truth({ if: [v('x'), date, date] })).toEqual(unknownOf(['x']));
    expect(truth({ '===': [{ if: [v('x'), 1, 2] }, 1] })).toEqual(unknownOf(['x']));
  });

  it('unknown operands of an operation are named all together', () => {
    expect(evaluate({ '+': [v('b'), v('a')] }, {}, ['a', 'b'])).toEqual(unknownOf(['a', 'b']));
    expect(evaluate([1, v('a')], {}, ['a'])).toEqual(unknownOf(['a']));
    expect(evaluate({ reduce: [v('a'), true, 0] }, {}, ['a'])).toEqual(unknownOf(['a']));
    expect(evaluate({ reduce: [[1], v('current'), v('a')] }, {}, ['a'])).toEqual(unknownOf(['a']));
    expect(evaluate({ '!': [v('a')] }, {}, ['a'])).toEqual(unknownOf(['a']));
  });
});

describe('faults', () => {
  it('of several operands are told all together, each once, in order', () => {
    const text = { '!': [{ plusTime: [1, 1, 'day'] }] };
    const number = { '!': [{ plusTime: ['soon', 1, 'day'] }] };
    const told = [
      'date argument (#1) of "plusTime" must be a string',
      'not an allowed date or date-time format',
    ];
    expect(evaluate([number, text, number, v('x')], {}, ['x'])).toEqual(unknownOf(['x'], told));
  });

  it.each([
    [{ '<': ['a', 1] }, 'all operands of a comparison operation must be of integer type'],
    [{ '+': [1, true] }, 'operands of this operation must both be integers'],
    [{ in: [1, 2] }, 'right-hand side of an "in" operation must be an array'],
    [{ after: ['2020-01-01', '2020-01-02'] }, 'all operands of a date-time comparison must be date-times'],
    [{ plusTime: [1, 1, 'day'] }, 'date argument (#1) of "plusTime" must be a string'],
    [{ plusTime: ['soon', 1, 'day'] }, 'not an allowed date or date-time format'],
    [{ dccDateOfBirth: [1] }, 'operand of "dccDateOfBirth" must be a string'],
    [{ dccDateOfBirth: ['2020-1'] }, 'not an allowed date of birth'],
    [
      { extractFromUVCI: [1, 1] },
      '"UVCI" argument (#1) of "extractFromUVCI" must be either a string or null',
    ],
    [{ reduce: [1, 1, 1] }, 'operand of reduce evaluated to a non-null non-array'],
    [
      { '!': [{ plusTime: ['2020-01-01', 0, 'day'] }] },
      'operand of ! evaluates to something neither truthy, nor falsy',
    ],
    [
      { if: [{ plusTime: ['2020-01-01', 0, 'day'] }, 1, 2] },
      'if-guard evaluates to something neither truthy, nor falsy',
    ],
    [
      { and: [{ plusTime: ['2020-01-01', 0, 'day'] }, true] },
      'all operands of an "and" operation must be either truthy or falsy',
    ],
  ])('%j is unknown and says why', (expression, told) => {
    expect(evaluate(expression, {})).toEqual(unknownOf([], [told]));
  });
});

describe('data access', () => {
  it('reads own properties only', () => {
    for (const path of ['__proto__', 'constructor', 'toString', 'a.constructor']) {
      expect(evaluate(v(path), { a: 'text' })).toEqual({ value: null });
    }
  });

  it('is null where there is nothing', () => {
    expect(evaluate(v('a.b.c'), { a: null })).toEqual({ value: null });
    expect(evaluate(v('a.1'), { a: [1, 2] })).toEqual({ value: 2 });
    expect(evaluate(v('a.7'), { a: [1, 2] })).toEqual({ value: null });
  });

  it('reads are the paths of the expression, without the inside of a reduce', () => {
    const expression = { and: [v('b'), v('a.c'), v('b'), { reduce: [v('list'), v('current'), v('start')] }] };
    expect(compileRule(expression).reads).toEqual(['a.c', 'b', 'list', 'start']);
  });
});

describe('truth', () => {
  it.each([
    [false, true],
    ['', true],
    [0, true],
    [[], true],
    [true, false],
    ['0', false],
    [-1, false],
    [[false], false],
    [v('nothing'), true],
    [v('empty'), true],
    [v('full'), false],
  ])('not %j is %j', (expression, value) => {
    expect(evaluate({ '!': [expression] }, { nothing: null, empty: {}, full: { a: 0 } })).toEqual({ value });
  });
});

describe('malformed expressions', () => {
  it('are told all in one message, each with its place', () => {
    const refused = (expression: unknown): unknown => {
      try {
        return compileRule(expression);
      } catch (error) {
        return error;
      }
    };
    const error = refused({ and: [1.5, { '!': [] }] });
    expect(error).toMatchObject({
      name: 'MalformedRule',
      message:
        '/and/0: 1.5 is a non-integer number; ' +
        '/and/1: a !-operation (logical not/negation) must have exactly 1 operand, but it has 0',
    });
    expect(refused({})).toMatchObject({
      message: '/: expression object must have exactly one key, but it has 0',
    });
  });

  it('name the place of the fault', () => {
    expect(validateRule({ and: [true, { '!': [{ '<': [1] }] }] })).toEqual([
      {
        path: '/and/1/!/0',
        expr: { '<': [1] },
        message: 'an operation with operator "<" must have 2 or 3 operands, but it has 1',
      },
    ]);
    expect(() => compileRule({ plusTime: ['x', 1.5, 'week'] })).toThrow(MalformedRule);
    expect(validateRule({ plusTime: ['x', 1.5, 'week'] }).map(({ message }) => message)).toEqual([
      '"amount" argument (#2) of "plusTime" must be an integer, but it is: 1.5',
      '"unit" argument (#3) of "plusTime" must be a string equal to one of year, month, day, hour, but it is: week',
    ]);
  });

  it.each([
    [{ if: [true, 1] }, 'an "if"-operation must have exactly 3 values/operands, but it has 2'],
    [{ '!': [] }, 'a !-operation (logical not/negation) must have exactly 1 operand, but it has 0'],
    [{ and: [true] }, 'an "and" operation must have at least 2 operands, but it has 1'],
    [{ '===': [1] }, 'an operation with operator "===" must have 2 operands, but it has 1'],
    [{ '===': [1, 2, 3] }, 'an operation with operator "===" must have 2 operands, but it has 3'],
    ...['<', '>', '<=', '>=', 'after', 'before', 'not-after', 'not-before'].flatMap((operator) =>
      [1, 4].map(
        (count) =>
          [
            { [operator]: Array.from({ length: count }, () => 1) },
            `an operation with operator "${operator}" must have 2 or 3 operands, but it has ${count}`,
          ] as const,
      ),
    ),
    [{ reduce: [[]] }, 'a "reduce"-operation must have exactly 3 values/operands, but it has 1'],
    [
      { extractFromUVCI: ['x', 'y'] },
      '"index" argument (#2) of "extractFromUVCI" must be an integer, but it is: y',
    ],
    [
      { extractFromUVCI: ['x'] },
      'an "extractFromUVCI"-operation must have exactly 2 values/operands, but it has 1',
    ],
    [{ dccDateOfBirth: [] }, 'a "dccDateOfBirth"-operation must have exactly 1 value/operand, but it has 0'],
    [{ plusTime: [] }, 'a "plusTime"-operation must have exactly 3 values/operands, but it has 0'],
    [undefined, 'invalid CertLogic expression'],
  ])('%j: %s', (expression, message) => {
    expect(validateRule(expression)).toEqual([{ path: '', expr: expression, message }]);
  });

  it('expressions nested too deep are refused, not crashed on', () => {
    const nested = (depth: number): unknown =>
      Array.from({ length: depth }).reduce((inner) => ({ '!': [inner] }), true);
    expect(validateRule(nested(MAX_DEPTH + 1))).toEqual([]);
    expect(validateRule(nested(MAX_DEPTH + 2))).toHaveLength(1);
    expect(validateRule(nested(50_000)).map(({ message }) => message)).toEqual([
      `expression is nested deeper than ${MAX_DEPTH}`,
    ]);
  });
});
