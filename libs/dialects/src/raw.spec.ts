import { describe, expect, it } from '@jest/globals';
import { textAt, textOf } from './raw.ts';

describe('what stands in a field as text', () => {
  it.each([['C'], [3], [true], [{ a: 1 }], [['a', null, [1, undefined]]], [[]]])('is that of %j', (value) =>
    expect(textOf(value)).toBe(String(value)),
  );

  it('is made of an object that says how it is written itself, too', () => {
    for (const value of [{ toString: [] }, { valueOf: 1, toString: null }, [{ toString: [] }]])
      expect(textAt({ lx: value }, 'lx')).toBe('[object Object]');
  });
});
