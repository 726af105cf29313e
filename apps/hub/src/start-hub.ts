import {
  every,
  federationKnowledge,
  followServer,
  oldDecisions,
  openDatabase,
  signatureCheck,
  startService,
  stateOf,
  withRegistrar,
} from '@huren/platform';
import type { Config, Repeated, Service, Shared } from '@huren/platform';
import { decideWithTrace } from '@huren/recognition';
import { checkTransitions } from './agreements/check-transitions.ts';
import { ageInstruments } from './agreements/instruments.ts';
import { checkRegistrar, resealKeys } from './agreements/reseal-keys.ts';
import { publishFounding } from './agreements/publish-founding.ts';
import { endStays } from './arrivals/end-stays.ts';
import { followPaths } from './arrivals/follow-paths.ts';
import { hubCanary } from './canary/hub-canary.ts';
import { hubMigrations } from './database/migrations.ts';
import { hubErasure } from './decisions/decision-store.ts';
import type { HubContext } from './hub-context.ts';
import { HubModule } from './hub.module.ts';
import { refreshManifests } from './manifests/refresh-manifests.ts';
import { HOUR_MS } from '@huren/standard';
import { announceAllMembers } from './members/announce-members.ts';
import { foundMembers } from './members/member-paths.ts';
import { memberEntity } from './members/member.ts';
import type { OperatedService } from './operations/federation-letters.ts';
import { enterValueSets } from './register/enter-value-sets.ts';
import { reviewCheck } from './register/reviews-due.ts';
import { routeFollower } from './routes/follow-routes.ts';
import { forgetSimulations } from './simulations/simulation-store.ts';
import { watchHandles } from './presentation/watch-handles.ts';
import { hotRecordsOf } from './record-index/hot-records.ts';
import { noteFeeds } from './record-index/note-feeds.ts';
import { TITLE } from './title.ts';

const TICK_MS = 1000;
const CANARY_MS = 5000;

const found = (context: HubContext): Promise<void> => {
  const { database, clock, keys } = context;
  return database.transactions.run(async (tx) => {
    await foundMembers(tx, clock.now());
    await announceAllMembers(tx, clock.now());
    await checkRegistrar(tx, keys.registrar);
    await resealKeys(tx, { now: clock.now(), registrar: keys.registrarKey });
    await publishFounding(tx, context);
    await enterValueSets(tx, clock.now());
  });
};

/** What the hub does by itself, each second. */
const stepsOf = (
  { server }: Service,
  context: HubContext,
  decisionDays: number | undefined,
): (() => Promise<unknown>)[] => [
  () => noteFeeds(server, context),
  () => ageInstruments(context),
  () => endStays(context),
  () => followPaths(context),
  () => refreshManifests(context),
  routeFollower(context),
  oldDecisions(hubErasure, context, decisionDays),
];

const forgetter = ({ database, clock }: HubContext, logger: ReturnType<Shared['loggerOf']>): Repeated =>
  every(
    HOUR_MS,
    () => forgetSimulations(database.sql, clock.now()),
    (error) => logger.error({ err: error }, 'old simulations'),
  );

const withToken = (services: readonly OperatedService[], { OPERATORS_TOKEN: token }: Config) =>
  services.map((one) => ({ ...one, token }));

/**
 * The hub with what it does by itself: the founding agreements, the feeds' completeness, stays, open manifests.
 * @param operated the other services whose operators' side it asks
 */
export const startHub = async (
  shared: Shared,
  operated: () => readonly OperatedService[] = () => [],
): Promise<{ service: Service; ticker: Repeated; context: HubContext }> => {
  checkTransitions();
  const { config, clock, keys } = { ...shared, keys: withRegistrar(shared.keys) };
  const database = await openDatabase({
    server: shared.serverUrl,
    name: 'huren_hub',
    migrations: hubMigrations,
    entities: [memberEntity],
  });
  const logger = shared.loggerOf('hub');
  const state = stateOf(shared, 'hub', logger);
  const context: HubContext = {
    database,
    clock,
    keys,
    knowledge: federationKnowledge(keys.registrar),
    records: hotRecordsOf(state, config.RECORD_CACHE_SECONDS, clock),
    ...{ handles: watchHandles(state, logger), decide: decideWithTrace },
    knowledgeCompleteAt: () => null,
    isCaughtUp: () => false,
    services: () => [],
  };
  await found(context);
  const canary = hubCanary(database.sql, config.WORK_BOUND_SECONDS, config.OPERATORS_TOKEN);
  const service = await startService({
    name: 'hub',
    ...TITLE,
    shared,
    database,
    logger,
    port: config.HUB_PORT,
    workChecks: { ...canary.checks, ...signatureCheck(context), ...reviewCheck(context) },
    state,
    module: (server) => {
      followServer(context, server);
      return HubModule.register(context, {
        database: async () => (await database.sql.query('select 1')).length === 1,
        knowledge: () => context.isCaughtUp(),
      });
    },
  });
  context.services = () => withToken([{ name: 'hub', url: service.url }, ...operated()], config);
  const ticker = every(TICK_MS, stepsOf(service, context, config.DECISION_DAYS), (error) =>
    logger.error({ err: error }, 'hub tick'),
  );
  const canaries = every(
    CANARY_MS,
    () => canary.send(service.url),
    (error) => logger.warn({ err: error }, 'canary'),
  );
  const repeated = [forgetter(context, logger), canaries, ticker];
  const stop = async (): Promise<void> => {
    for (const one of repeated) await one.stop();
  };
  return { service, context, ticker: { run: ticker.run, stop } };
};
