import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partitionOf } from './partition.ts';

describe('partitionOf', () => {
  it('stays within the partitions', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
        const partition = partitionOf(key, partitions);
        expect(Number.isInteger(partition) && partition >= 0 && partition < partitions).toBe(true);
      }),
    );
  });

  it('does not change: logs that are kept depend on it', () => {
    // FNV-1a, 32 bit: 'a' is 0xe40c292c, 'foobar' 0xbf9cf968.
    expect(partitionOf('a', 1000)).toBe(0xe40c292c % 1000);
    expect(partitionOf('foobar', 1000)).toBe(0xbf9cf968 % 1000);
  });

  it('spreads keys', () => {
    const counts = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let n = 0; n < 8000; n += 1) counts[partitionOf(`420000.${n}`, 8)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(700);
  });
});
