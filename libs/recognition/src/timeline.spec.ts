import { describe, expect, it } from '@jest/globals';
import { changeAfter, datesOf, remembering, timelineOf, valueAt } from './timeline.ts';

const SECOND = 1000;
const letters = new Map([
  [0, 'a'],
  [SECOND, 'a'],
  [2 * SECOND, 'b'],
  [3 * SECOND + 1, 'c'],
  [3 * SECOND + 2, 'b'],
  [5 * SECOND + 500, 'd'],
]);
const timeline = timelineOf(
  [...letters.keys(), 0].reverse(),
  (at) => letters.get(at.getTime()) ?? '',
  Object.is,
);
const at = (ms: number): Date => new Date(ms);
const change = (ms: number) => changeAfter(timeline, at(ms), Object.is);

describe('a timeline', () => {
  it('has what holds from each instant on, in order, where it is another', () => {
    expect(timeline.map(({ from, value }) => [from, value])).toEqual([
      [0, 'a'],
      [2000, 'b'],
      [3001, 'c'],
      [3002, 'b'],
      [5500, 'd'],
    ]);
    expect([-1, 0, 1999, 2000, 3001, 9999].map((ms) => valueAt(timeline, at(ms)))).toEqual([
      undefined,
      'a',
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('changes at the first whole second at which something else holds', () => {
    expect([-1, 0, 1999, 2000, 5499, 5500, 6000].map(change)).toEqual([
      0,
      2000,
      2000,
      6000,
      6000,
      undefined,
      undefined,
    ]);
    expect(change(3001)).toBe(4000);
  });

  it('is worked out from the dates of what begins and ends', () => {
    const validFrom = '1970-01-01T00:00:01Z';
    expect(datesOf({ validFrom, validTo: '1970-01-01T00:00:02Z' })).toEqual([1000, 2000]);
    expect(new Set(datesOf({ validFrom, validTo: null }))).toEqual(new Set([1000]));
  });
});

describe('what is remembered', () => {
  it('is made once for each key, as far as there is room', () => {
    const made: string[] = [];
    const remembered = remembering<string>(2);
    const of = (key: string) => remembered(key, () => (made.push(key), key.toUpperCase()));
    expect(['a', 'b', 'a', 'b'].map(of)).toEqual(['A', 'B', 'A', 'B']);
    expect(made).toEqual(['a', 'b']);
    expect(['c', 'c', 'a'].map(of)).toEqual(['C', 'C', 'A']);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });
});
