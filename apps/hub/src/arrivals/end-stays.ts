import type { HubContext } from '../hub-context.ts';
import { postgresRecordIndex } from '../record-index/record-index.postgres.ts';
import { codesOfLapsedStays, endArrival, openArrivals } from './arrival-store.ts';
import { stopSharing } from './share-records.ts';

const BATCH = 200;

/** Ends the sharing for stays that are over, each code under its locks. Answers how many ended. */
export const endStays = (context: HubContext): Promise<number> =>
  context.database.transactions.run(async (tx) => {
    const now = context.clock.now();
    const codeRefs = await codesOfLapsedStays(tx, now, BATCH);
    for (const codeRef of codeRefs) await postgresRecordIndex(tx).lock(codeRef);
    const stays = await openArrivals(tx, codeRefs);
    const lapsed = stays.filter(({ stayUntil }) => stayUntil <= now);
    for (const stay of lapsed) await endArrival(tx, stay, now);
    for (const codeRef of codeRefs) {
      const provinces = (isLapsed: boolean) =>
        stays.flatMap((stay) =>
          stay.codeRef === codeRef && stay.stayUntil <= now === isLapsed ? (stay.sharedWith ?? []) : [],
        );
      const stillShared = provinces(false);
      for (const province of new Set(provinces(true)))
        if (!stillShared.includes(province)) await stopSharing(tx, codeRef, province, context);
    }
    return lapsed.length;
  });
