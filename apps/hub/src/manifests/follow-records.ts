import type { Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { clearPeople } from './clear-manifest.ts';
import { openPlaces } from './manifest-store.ts';

/** Decides anew about codes on every manifest that has not left: they have just changed. */
export const followRecords = async (
  tx: Sql,
  codeRefs: readonly CodeRef[],
  context: HubContext,
): Promise<void> => {
  const places = await openPlaces(tx, codeRefs, context.clock.now());
  for (const here of Map.groupBy(places, ({ manifest }) => manifest.manifestId).values()) {
    const [first] = here;
    const people = here.map(({ person }) => person);
    if (first) await clearPeople(tx, first.manifest, people, context);
  }
};
