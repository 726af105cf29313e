import { startThread } from '../threads.ts';
import type { DifferenceOf, TwoVersions } from './difference-of.ts';

const MODULE = new URL('./difference.worker', import.meta.url);

let last: Promise<unknown> = Promise.resolve();

/** How two versions differ, worked out on a thread of its own, one after the other: deciders do not wait for it. */
export const differenceAside = <V extends TwoVersions>(versions: V): Promise<DifferenceOf<V>> => {
  const found = last.then(async () => {
    const thread = startThread<never, DifferenceOf<V>>(MODULE, versions);
    try {
      return await thread.next();
    } finally {
      await thread.stop();
    }
  });
  last = found.catch(() => undefined);
  return found;
};
