import type { Sql } from '@huren/events';
import type { Path } from '@huren/recognition';
import type { CodeRef, DivisionCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { membersToFollow, noteFollowed, pathsOf } from '../members/member-paths.ts';
import { postgresRecordIndex } from '../record-index/record-index.postgres.ts';
import { codesSharedOtherwise, openArrivals, openDestinations, shareArrivalWith } from './arrival-store.ts';
import type { Arrival } from './arrival-store.ts';
import { shareWith, stopSharing } from './share-records.ts';
import { sharedWithBy, sharingByPaths } from './sharing.ts';

const BATCH = 200;

/**
 * After a member's path has changed, shares the records of the stays already declared there, or takes them back. Any
 * replica may, again at any moment: each code is looked at under its locks. One transaction a batch of codes.
 */
export const followPaths = async (context: HubContext): Promise<void> => {
  const { sql, transactions } = context.database;
  const changed = await membersToFollow(sql);
  if (changed.length === 0) return;
  while (await transactions.run((tx) => followSome(tx, context)));
  await noteFollowed(sql, changed);
};

const followSome = async (tx: Sql, context: HubContext): Promise<boolean> => {
  const open = await openDestinations(tx);
  const pathOf = await pathsOf(
    tx,
    open.map(({ destination }) => destination),
  );
  const other = open.find(
    ({ destination, sharedWith }) => sharedWithBy(pathOf(destination), destination) !== sharedWith,
  );
  if (!other) return false;
  const { destination } = other;
  const wanted = sharedWithBy(pathOf(destination), destination);
  const codeRefs = await codesSharedOtherwise(tx, destination, wanted, BATCH);
  for (const codeRef of codeRefs) await postgresRecordIndex(tx).lock(codeRef);
  const stays = await openArrivals(tx, codeRefs);
  for (const [codeRef, theirs] of Map.groupBy(stays, (stay) => stay.codeRef))
    await follow(tx, codeRef, theirs, pathOf, context);
  return true;
};

const follow = async (
  tx: Sql,
  codeRef: CodeRef,
  before: readonly Arrival[],
  pathOf: (destination: DivisionCode) => Path,
  context: HubContext,
): Promise<void> => {
  const { stays, changed, begins, ends } = sharingByPaths(before, pathOf);
  for (const stay of changed) await shareArrivalWith(tx, stay, stay.sharedWith);
  for (const province of ends) await stopSharing(tx, codeRef, province, context);
  const found = (await postgresRecordIndex(tx).find([codeRef])).get(codeRef);
  if (found?.kind !== 'record') return;
  for (const province of begins) await shareWith(tx, found.record, province, stays, context);
};
