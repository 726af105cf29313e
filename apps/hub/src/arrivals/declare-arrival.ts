import { randomUUID } from 'node:crypto';
import type { Sql } from '@huren/events';
import type { Path } from '@huren/recognition';
import type { CodeRef, DivisionCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { pathsHeld } from '../members/member-paths.ts';
import { postgresRecordIndex } from '../record-index/record-index.postgres.ts';
import { insertArrival } from './arrival-store.ts';
import type { Arrival } from './arrival-store.ts';
import { shareRecords } from './share-records.ts';
import { sharedWithBy } from './sharing.ts';

/** An intended stay of the holder of a code. */
export type Stay = {
  readonly codeRef: CodeRef;
  readonly destination: DivisionCode;
  readonly from: Date;
  readonly until: Date;
};

/**
 * Notes a stay, and shares the holder's record with a destination that decides itself. Undefined: no record of
 * the code is known. In the caller's transaction.
 */
export const declareArrival = async (
  tx: Sql,
  { codeRef, destination, from, until }: Stay,
  context: Pick<HubContext, 'clock'>,
): Promise<{ arrival: Arrival; path: Path } | undefined> => {
  // Before the record: until this stay is kept, the path cannot change unseen.
  const path = (await pathsHeld(tx, [destination]))(destination);
  const index = postgresRecordIndex(tx);
  await index.lock(codeRef);
  const found = (await index.find([codeRef])).get(codeRef);
  if (found?.kind !== 'record') return undefined;
  const arrival: Arrival = {
    arrivalId: randomUUID(),
    codeRef,
    destination,
    sharedWith: sharedWithBy(path, destination),
    stayUntil: until,
  };
  await insertArrival(tx, arrival, from);
  await shareRecords(tx, [found.record], context);
  return { arrival, path };
};
