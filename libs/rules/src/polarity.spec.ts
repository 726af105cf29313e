import { describe, expect, it } from '@jest/globals';
import { polarityOf } from './polarity.ts';

const v = (path: string) => ({ var: path });

describe('polarity', () => {
  const polarity = (expression: unknown) =>
    Object.fromEntries(
      [...polarityOf(expression)].map(([path, { positive, negative }]) => [
        path,
        `${positive ? '+' : ''}${negative ? '-' : ''}`,
      ]),
    );

  it.each([
    [v('a'), { a: '+' }],
    [{ '!': [v('a')] }, { a: '-' }],
    [{ and: [v('a'), { '!': [{ '!': [v('b')] }] }] }, { a: '+', b: '+' }],
    [{ if: [v('a'), true, v('b')] }, { a: '+', b: '+' }],
    [{ if: [v('a'), v('b'), false] }, { a: '+', b: '+' }],
    [{ if: [v('a'), false, v('b')] }, { a: '-', b: '+' }],
    [{ if: [v('a'), v('b'), true] }, { a: '-', b: '+' }],
    [{ if: [v('a'), v('b'), v('c')] }, { a: '+-', b: '+', c: '+' }],
    [{ '<': [v('a'), v('b')] }, { a: '-', b: '+' }],
    [{ '>=': [v('a'), { '+': [v('b'), 1] }] }, { a: '+', b: '-' }],
    [{ '<=': [v('a'), 1] }, { a: '-' }],
    [{ '>': [v('a'), v('b')] }, { a: '+', b: '-' }],
    [[v('a')], { a: '+-' }],
    [{ '===': [true, { '!': [[v('a')]] }] }, { a: '+-' }],
    [{ '<': [v('a'), v('b'), v('c')] }, { a: '-', b: '+-', c: '+' }],
    [{ '<': [{ if: [v('a'), 1, 2] }, 3] }, { a: '+-' }],
    [{ '===': [v('a'), true] }, { a: '+' }],
    [{ '===': [false, v('a')] }, { a: '-' }],
    [{ '===': [v('a'), v('b')] }, { a: '+-', b: '+-' }],
    [{ '===': [{ '!': [v('a')] }, false] }, { a: '+' }],
    [{ '===': [{ and: [v('a'), v('b')] }, true] }, { a: '+', b: '+' }],
    [{ '===': [{ and: [{ if: [v('a'), 0, true] }, v('b')] }, false] }, { a: '+-', b: '+-' }],
    [{ '===': [{ if: [v('a'), 0, v('b')] }, false] }, { a: '+-', b: '+-' }],
    [{ in: [v('a'), [1]] }, { a: '+-' }],
    [{ and: [v('a'), { '!': [v('a')] }] }, { a: '+-' }],
  ])('%j', (expression, expected) => {
    expect(polarity(expression)).toEqual(expected);
  });
});
