import { REASON_KINDS } from '@huren/standard';
import type { ReasonKind } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { unseenBy } from './unseen.ts';

const subsetOf = (bits: number): ReasonKind[] => REASON_KINDS.filter((_, at) => bits & (1 << at));

describe('what a record does not say', () => {
  it('is the same object for the same kinds', () => {
    const covers: ReasonKind[] = ['symptom'];
    expect(unseenBy([...covers], new Map())).toBe(unseenBy(covers, new Map()));
  });

  it('is right for every combination of kinds, however many were asked for', () => {
    for (let bits = 0; bits < 3000; bits += 1) {
      const covers = subsetOf(bits);
      const { occurrences } = unseenBy(covers, new Map());
      expect(occurrences.has('case.confirmed')).toBe(!covers.includes('case.confirmed'));
      expect(occurrences.has('symptom.fever')).toBe(!covers.includes('symptom'));
    }
    const first = unseenBy([], new Map());
    for (let bits = 1; bits < 2000; bits += 1) unseenBy(subsetOf(bits), new Map());
    expect(unseenBy([], new Map())).not.toBe(first);
    expect(unseenBy([], new Map())).toEqual(first);
  });
});
