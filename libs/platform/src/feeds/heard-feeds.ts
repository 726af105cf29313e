import type { FeedEvent } from '@huren/events';

/** What was heard of feeds, by publisher. */
export type HeardFeeds = {
  /** @param heardAt system time in ms */
  apply(event: FeedEvent, heardAt: number): 'applied' | 'stale';
  /**
   * The newest of each publisher that was heard before a moment, or before an earlier one that was asked about. Whoever
   * had handled all that stood in the log at that moment has handled all that these say.
   */
  heardBefore(moment: number): FeedEvent[];
};

type Heard = { readonly event: FeedEvent; readonly heardAt: number };

/** The one that counts, the one that counts next, and the newest. */
const KEPT = 3;

export const heardFeeds = (): HeardFeeds => {
  const heard = new Map<string, Heard[]>();
  return {
    apply: (event, heardAt) => {
      const known = heard.get(event.publisher) ?? [];
      if ((known.at(-1)?.event.version ?? 0) >= event.version) return 'stale';
      heard.set(event.publisher, [...known.slice(0, KEPT - 1), { event, heardAt }]);
      return 'applied';
    },
    heardBefore: (moment) =>
      [...heard].flatMap(([publisher, known]) => {
        const counts = known.findLastIndex(({ heardAt }) => heardAt <= moment);
        const left = known.slice(Math.max(0, counts));
        heard.set(publisher, left);
        return left[0] && left[0].heardAt <= moment ? [left[0].event] : [];
      }),
  };
};
