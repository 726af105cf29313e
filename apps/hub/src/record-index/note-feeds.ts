import type { BusServer } from '@huren/events';
import type { HubContext } from '../hub-context.ts';
import { RECORD_GROUP } from './record-group.ts';
import { postgresRecordIndex } from './record-index.postgres.ts';

/**
 * Notes up to when the feeds of issuers are complete: by their publishers' word, once the hub has applied all that
 * stood in the log when it was heard. Stopped consumers, a silent publisher or a relay that stands still let the age
 * of every decision's source grow.
 */
export const noteFeeds = async (server: BusServer, { database, knowledge }: HubContext): Promise<void> => {
  const applied = server.subscriptionOf(RECORD_GROUP)?.completeAt;
  if (!applied) return;
  const feeds = knowledge.feeds.heardBefore(applied);
  await postgresRecordIndex(database.sql).feedsComplete(
    feeds.flatMap(({ issuers, completeAt }) =>
      issuers.map((issuer) => ({ issuer, at: new Date(completeAt) })),
    ),
  );
};
