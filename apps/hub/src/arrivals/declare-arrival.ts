import { randomUUID } from 'node:crypto';
import type { Sql } from '@huren/events';
import type { Path } from '@huren/recognition';
import { provinceOf } from '@huren/standard';
import type { CodeRef, DivisionCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { pathsOf } from '../members/member-paths.ts';
import { postgresRecordIndex } from '../record-index/record-index.postgres.ts';
import { insertArrival } from './arrival-store.ts';
import type { Arrival } from './arrival-store.ts';
import { shareRecords } from './share-records.ts';

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
  const index = postgresRecordIndex(tx);
  await index.lock(codeRef);
  const found = (await index.find([codeRef])).get(codeRef);
  if (found?.kind !== 'record') return undefined;
  const path = (await pathsOf(tx, [destination]))(destination);
  const arrival: Arrival = {
    arrivalId: randomUUID(),
    codeRef,
    destination,
    sharedWith: path === 1 ? provinceOf(destination) : null,
    shareVersion: 0,
    stayUntil: until,
  };
  await insertArrival(tx, arrival, from);
  await shareRecords(tx, [found.record], context);
  return { arrival, path };
};
