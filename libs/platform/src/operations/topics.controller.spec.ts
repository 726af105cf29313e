import { describe, expect, it } from '@jest/globals';
import { topicsOf } from './topics.controller.ts';

describe('topics', () => {
  it('are all named, with the groups that read them and their lag by partition and in all', () => {
    const at = (topic: string, group: string, partition: number, committed: number | null) => ({
      ...{ topic, group, partition, committed },
      head: 10,
      lag: 10 - (committed ?? 0),
      expired: committed === 4 ? 2 : 0,
    });
    expect(
      topicsOf(
        [at('b', 'g', 0, 4), at('a', 'h', 0, 10), at('b', 'g', 1, null), at('b', 'f', 0, 9)],
        ['c', 'a'],
      ),
    ).toEqual([
      {
        topic: 'a',
        groups: [
          {
            ...{ group: 'h', lag: 0, expired: 0 },
            partitions: [{ partition: 0, head: 10, committed: 10, lag: 0, expired: 0 }],
          },
        ],
      },
      {
        topic: 'b',
        groups: [
          {
            ...{ group: 'f', lag: 1, expired: 0 },
            partitions: [{ partition: 0, head: 10, committed: 9, lag: 1, expired: 0 }],
          },
          {
            group: 'g',
            lag: 16,
            expired: 2,
            partitions: [
              { partition: 0, head: 10, committed: 4, lag: 6, expired: 2 },
              { partition: 1, head: 10, committed: null, lag: 10, expired: 0 },
            ],
          },
        ],
      },
      { topic: 'c', groups: [] },
    ]);
  });
});
