import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Shape } from './shape.ts';
import { fromObject, toObject } from './wire.ts';

const names = ['a', 'b', 'c'];
const shapes: Shape[] = [
  { as: 'object' },
  { as: 'pairs', name: 'k', value: 'v' },
  { as: 'delimited', separator: '|', fields: names },
  { as: 'positional', fields: names.map((name) => ({ name, width: 8 })) },
  { as: 'query' },
  { as: 'tagged', root: 'r' },
];

describe.each(shapes)('the shape $as', (shape) => {
  it('gives back what it was given', () => {
    const values = fc.stringMatching(/^[^|\s]{0,8}$/).filter((one) => one.isWellFormed());
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        expect(toObject(shape, fromObject(shape, { a, b, c }))).toEqual({ a, b, c });
      }),
    );
  });

  it('refuses whatever does not have it', () => {
    const foreign = [7, null, '', 'a', [['a']], [{ k: 'a' }], [{ k: 'a', v: 1, name: 'x' }], '<r><a>1</r>'];
    for (const given of foreign) expect(toObject(shape, given)).toBeUndefined();
  });
});

describe('a name that stands twice', () => {
  it('is refused, for one of the two would go unread', () => {
    const pair = { k: 'a', v: 1 };
    expect(toObject({ as: 'pairs', name: 'k', value: 'v' }, [pair, pair])).toBeUndefined();
    expect(toObject({ as: 'query' }, 'a=1&a=2')).toBeUndefined();
    expect(toObject({ as: 'tagged', root: 'r' }, '<r><a>1</a><a>2</a></r>')).toBeUndefined();
  });
});

describe('a value', () => {
  it('longer than its place does not fit', () => {
    expect(fromObject({ as: 'positional', fields: [{ name: 'a', width: 2 }] }, { a: '123' })).toBeUndefined();
  });

  it('is text in XML, whatever it holds', () => {
    expect(fromObject({ as: 'tagged', root: 'r' }, { a: `<&"'>` })).toBe(
      '<r><a>&lt;&amp;&quot;&apos;&gt;</a></r>',
    );
    expect(toObject({ as: 'tagged', root: 'r' }, '<r> <a>1</a>\n</r>')).toEqual({ a: '1' });
    expect(toObject({ as: 'tagged', root: 'r' }, '<r><a>&x;</a></r>')).toBeUndefined();
  });
});
