import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { heardFeeds } from './heard-feeds.ts';

const feed = (version: number, publisher = 'risk') => ({
  publisher,
  issuers: [],
  completeAt: `2020-03-16T09:00:${String(version % 60).padStart(2, '0')}+08:00`,
  version,
});

describe('feeds', () => {
  it('count once all that stood in the log when they were heard has been handled', () => {
    const feeds = heardFeeds();
    expect(feeds.heardBefore(100)).toEqual([]);
    feeds.apply(feed(1), 10);
    feeds.apply(feed(2), 20);
    expect(feeds.heardBefore(9)).toEqual([]);
    expect(feeds.heardBefore(10)).toEqual([feed(1)]);
    expect(feeds.heardBefore(19)).toEqual([feed(1)]);
    expect(feeds.heardBefore(20)).toEqual([feed(2)]);
  });

  it('that are older than what was heard are stale', () => {
    const feeds = heardFeeds();
    expect([feeds.apply(feed(2), 1), feeds.apply(feed(2), 2), feeds.apply(feed(1), 3)]).toEqual([
      'applied',
      'stale',
      'stale',
    ]);
  });

  it('never count too early, and are never forgotten while newer ones come', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 9 })), { maxLength: 60 }),
        (steps) => {
          const feeds = heardFeeds();
          const heardAt = new Map<number, number>();
          let [now, handled, version, counted] = [0, 0, 0, 0];
          for (const [hears, by] of steps) {
            now += by;
            if (hears) {
              version += 1;
              heardAt.set(version, now);
              feeds.apply(feed(version), now);
            } else handled = Math.max(handled, now - by);
            const [counts] = feeds.heardBefore(handled);
            expect(counts?.version ?? 0).toBeGreaterThanOrEqual(counted);
            counted = counts?.version ?? 0;
            if (counts) expect(heardAt.get(counts.version)).toBeLessThanOrEqual(handled);
          }
          if (version > 0) expect(feeds.heardBefore(now)).toEqual([feed(version)]);
        },
      ),
    ));
});
