import type { Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { clearPeople } from './clear-manifest.ts';
import { openPlaces } from './manifest-store.ts';

/** Decides anew about a code on every manifest that has not left: it has just changed. */
export const followRecord = async (tx: Sql, codeRef: CodeRef, context: HubContext): Promise<void> => {
  for (const { manifest, person } of await openPlaces(tx, codeRef, context.clock.now())) {
    await clearPeople(tx, manifest, [person], context);
  }
};
