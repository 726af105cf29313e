import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { sufficientSets, withOneOf } from './sufficient-sets.ts';
import { contactOn } from './testing/examples.ts';

const many = Array.from({ length: 12 }, (_, day) => contactOn(`2020-03-${day + 10}`));
const [a, b, c] = many as [Reason, Reason, Reason];

/** The sets for a result that holds when some of the reasons are there; what was asked for is written down. */
const setsOf = (adverse: Reason[], relief: Reason[], holds: (kept: readonly Reason[]) => boolean) => {
  const asked: (readonly Reason[])[] = [];
  const resultOf = (kept: readonly Reason[]): string => {
    asked.push(kept);
    return holds(kept) ? 'it' : 'another';
  };
  return { ...sufficientSets({ adverse, relief }, resultOf, 'it'), asked };
};

describe('the minimal sufficient sets of reasons', () => {
  it('are of adverse reasons any that brings a result about, each with the relief that it needs', () => {
    const either = setsOf([a, b], [], (kept) => kept.length > 0);
    expect(either).toMatchObject({ sets: [[a], [b]], complete: true });
    const both = setsOf([a, b], [], (kept) => kept.length === 2);
    expect(both.sets).toEqual([[a, b]]);
    const relieved = setsOf([a], [b, c], (kept) => !kept.includes(a) || kept.includes(c));
    expect(relieved.sets).toEqual([[c]]);
    const needed = setsOf([a], [b], (kept) => kept.length === 2);
    expect(needed.sets).toEqual([[a, b]]);
  });

  it('are the empty one where there are none, and it is not asked what all of them together give', () => {
    expect(setsOf([], [], () => false)).toEqual({ sets: [[]], complete: true, asked: [] });
    expect(setsOf([a], [], () => false)).toEqual({ sets: [[a]], complete: true, asked: [[]] });
  });

  it('are one for all where there are too many reasons of one sort to go through', () => {
    const found = setsOf(many, [], (kept) => kept.length > 1);
    expect([found.sets, found.complete]).toEqual([[many.slice(-2)], false]);
    expect(setsOf([], many, () => true)).toMatchObject({ sets: [[]], complete: false });
    const ten = many.slice(0, 10);
    expect(setsOf(ten, ten, () => true)).toMatchObject({ sets: [[]], complete: true });
  });
});

describe('a result that asks beside for one of some reasons', () => {
  const beside = (sets: Reason[][], reasons: Reason[]) =>
    withOneOf({ sets, complete: true }, reasons).sets.map((set) => set.map((one) => many.indexOf(one)));

  it('needs any one of them in each set', () => {
    expect(beside([[]], [a, b])).toEqual([[0], [1]]);
    expect(beside([[c]], [a, b])).toEqual([
      [2, 0],
      [2, 1],
    ]);
    expect(withOneOf({ sets: [[]], complete: false }, [a]).complete).toBe(false);
  });

  it('needs no other where a set has one already, and names each set once', () => {
    expect(beside([[a]], [a, b])).toEqual([[0]]);
    expect(beside([[a, b]], [a, b])).toEqual([[0, 1]]);
    expect(beside([[a], [c]], [a])).toEqual([[0]]);
  });
});
