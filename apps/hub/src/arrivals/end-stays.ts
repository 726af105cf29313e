import type { HubContext } from '../hub-context.ts';
import { endArrival, lapsedArrivals, openArrivals } from './arrival-store.ts';
import { stopSharing } from './share-records.ts';

const BATCH = 200;

/** Ends the sharing for stays that are over. Answers how many ended. */
export const endStays = (context: HubContext): Promise<number> =>
  context.database.transactions.run(async (tx) => {
    const now = context.clock.now();
    const lapsed = await lapsedArrivals(tx, now, BATCH);
    for (const arrival of lapsed) {
      await endArrival(tx, arrival, now);
      const others = await openArrivals(tx, [arrival.codeRef]);
      const isStillShared = others.some(({ sharedWith }) => sharedWith === arrival.sharedWith);
      if (arrival.sharedWith && !isStillShared)
        await stopSharing(tx, arrival.codeRef, arrival.sharedWith, context);
    }
    return lapsed.length;
  });
