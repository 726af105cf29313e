import { every, federationKnowledge, openDatabase, startService } from '@huren/platform';
import type { Repeated, Service, Shared } from '@huren/platform';
import { allIssuers } from '@huren/standard';
import { publishFounding } from './agreements/publish-founding.ts';
import { endStays } from './arrivals/end-stays.ts';
import { hubCanary } from './canary/hub-canary.ts';
import { hubMigrations } from './database/migrations.ts';
import type { HubContext } from './hub-context.ts';
import { HubModule } from './hub.module.ts';
import { refreshManifests } from './manifests/refresh-manifests.ts';
import { foundMembers } from './members/member-paths.ts';
import { memberEntity } from './members/member.ts';
import { RECORD_GROUP } from './record-index/record-group.ts';
import { postgresRecordIndex } from './record-index/record-index.postgres.ts';
import { TITLE } from './title.ts';

const TICK_MS = 1000;
const CANARY_MS = 5000;

/** The hub with what it does by itself: the founding agreements, the feeds' completeness, open manifests, stays that end. */
export const startHub = async (
  shared: Shared,
): Promise<{ service: Service; ticker: Repeated; context: HubContext }> => {
  const { config, clock, keys, busAddress } = shared;
  const database = await openDatabase({
    server: shared.serverUrl,
    name: 'huren_hub',
    migrations: hubMigrations,
    entities: [memberEntity],
  });
  const context: HubContext = { database, clock, keys, knowledge: federationKnowledge() };
  await database.transactions.run(async (tx) => {
    await foundMembers(tx, clock.now());
    await publishFounding(tx, clock.now());
  });
  const logger = shared.loggerOf('hub');
  const canary = hubCanary(database.sql, config.WORK_BOUND_SECONDS);
  const service = await startService({
    name: 'hub',
    ...TITLE,
    database,
    busAddress,
    logger,
    host: config.HOST,
    port: config.HUB_PORT,
    workBoundSeconds: config.WORK_BOUND_SECONDS,
    workChecks: canary.checks,
    module: (caughtUp) =>
      HubModule.register(context, {
        database: async () => (await database.sql.query('select 1')).length === 1,
        knowledge: () => caughtUp() && context.knowledge.allRuleSets().length > 0,
      }),
  });
  const tick = async (): Promise<void> => {
    await noteFeeds(service, context);
    await endStays(context);
    await refreshManifests(context);
  };
  const ticker = every(TICK_MS, tick, (error) => logger.error({ err: error }, 'hub tick'));
  const canaries = every(
    CANARY_MS,
    () => canary.send(service.url),
    (error) => logger.warn({ err: error }, 'canary'),
  );
  const stop = async (): Promise<void> => {
    await canaries.stop();
    await ticker.stop();
  };
  return { service, context, ticker: { run: ticker.run, stop } };
};

/** When nothing waits to be applied, every issuer's feed is complete up to now. */
const noteFeeds = async ({ server }: Service, { database, clock }: HubContext): Promise<void> => {
  const subscription = server.subscriptionOf(RECORD_GROUP);
  const now = clock.now();
  if (!subscription || subscription.paused || (await subscription.lag()) > 0) return;
  await postgresRecordIndex(database.sql).feedComplete(
    allIssuers().map(({ code }) => code),
    now,
  );
};
