import { appendToOutbox, draftOf, shareTopic, shareTopicOf } from '@huren/events';
import type { CodeEvent, ShareEvent, Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { CodeRef, HealthCodeRecord, IssuerCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { nextShareVersion, openArrivals } from './arrival-store.ts';
import type { Arrival } from './arrival-store.ts';

type ShareContext = Pick<HubContext, 'clock'>;

const publish = async (
  tx: Sql,
  sharedWith: IssuerCode,
  data: ShareEvent,
  { clock }: ShareContext,
): Promise<void> => {
  const topic = shareTopicOf(sharedWith);
  await appendToOutbox(tx, [
    draftOf(shareTopic, { topic, source: '/hub', time: chinaTime(clock.now()), data }),
  ]);
};

/** Shares the newest states of records with every path-1 province in which their holders stay, each once. */
export const shareRecords = async (
  tx: Sql,
  states: readonly CodeEvent[],
  context: ShareContext,
): Promise<void> => {
  const stays = await openArrivals(
    tx,
    states.map(({ codeRef }) => codeRef),
  );
  const byCode = Map.groupBy(stays, ({ codeRef }) => codeRef);
  for (const state of states) await shareRecord(tx, state, byCode.get(state.codeRef) ?? [], context);
};

const shareRecord = async (
  tx: Sql,
  state: CodeEvent,
  stays: readonly Arrival[],
  context: ShareContext,
): Promise<void> => {
  const provinces = new Set(stays.flatMap(({ sharedWith }) => (sharedWith ? [sharedWith] : [])));
  for (const sharedWith of provinces) {
    if ('erased' in state) await stopSharing(tx, state.codeRef, sharedWith, context);
    else await shareWith(tx, state, sharedWith, stays, context);
  }
};

/** The end of the longest of the stays for which a record is shared with a province. */
const latest = (stays: readonly Arrival[], sharedWith: IssuerCode): Date =>
  new Date(
    Math.max(
      ...stays.filter((stay) => stay.sharedWith === sharedWith).map(({ stayUntil }) => stayUntil.getTime()),
    ),
  );

/** Shares a record with a province until the last of the stays there ends. */
export const shareWith = async (
  tx: Sql,
  record: HealthCodeRecord,
  sharedWith: IssuerCode,
  stays: readonly Arrival[],
  context: ShareContext,
): Promise<void> => {
  const until = latest(stays, sharedWith);
  const version = await nextShareVersion(tx, record.codeRef, sharedWith);
  await publish(
    tx,
    sharedWith,
    { codeRef: record.codeRef, version, sharedWith, until: chinaTime(until), record },
    context,
  );
};

/** Takes a record back from a province: the stay has ended, or the record is erased. */
export const stopSharing = async (
  tx: Sql,
  codeRef: CodeRef,
  sharedWith: IssuerCode,
  context: ShareContext,
): Promise<void> => {
  const version = await nextShareVersion(tx, codeRef, sharedWith);
  await publish(tx, sharedWith, { codeRef, version, erased: true }, context);
};
