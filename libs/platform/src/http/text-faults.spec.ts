import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayHoldFaults, textFaults } from './text-faults.ts';

describe('text that cannot be kept', () => {
  it('is named wherever it stands, by its pointer', () => {
    const body = { ok: '张三 😀', list: [1, 'a\0', { 'a/b~': '\ud800' }], 'x\0': 1, last: '\udc00\ud800' };
    expect(textFaults(body)).toEqual([
      { pointer: '', reason: 'has a field whose name has a NUL character' },
      { pointer: '/list/1', reason: 'has a NUL character' },
      { pointer: '/list/2/a~1b~0', reason: 'has half of a surrogate pair' },
      { pointer: '/last', reason: 'has half of a surrogate pair' },
    ]);
  });

  it('is looked for in a body of any depth', () => {
    let deep: unknown = '\0';
    for (let n = 0; n < 20_000; n += 1) deep = [deep];
    expect(textFaults(deep)).toHaveLength(1);
  });

  it('is never missed by the look at the raw text', () =>
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
        if (textFaults(JSON.parse(json)).length > 0) expect(mayHoldFaults(json)).toBe(true);
      }),
      { numRuns: 300 },
    ));

  it('is not suspected of Chinese or of an emoji', () =>
    expect(mayHoldFaults(JSON.stringify({ name: '张三 😀\n' }))).toBe(false));
});
