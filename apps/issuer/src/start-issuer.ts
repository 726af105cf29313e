import {
  every,
  federationKnowledge,
  followServer,
  feedHeartbeat,
  oldDecisions,
  openDatabase,
  signatureCheck,
  startService,
  stateOf,
} from '@huren/platform';
import type { Repeated, Service, Shared, TickStep } from '@huren/platform';
import { allIssuers } from '@huren/standard';
import { assessmentCheck } from './assessment/reassess-each.ts';
import { escalateOverdue } from './corrections/escalate.ts';
import { issuerMigrations } from './database/migrations.ts';
import { forgetAwaited } from './facts/await-facts.ts';
import { askFactsOver } from './facts/ask-facts.ts';
import type { IssuerContext } from './issuer-context.ts';
import { IssuerModule } from './issuer.module.ts';
import { issuerErasure } from './recognitions/decisions.ts';
import { TITLE } from './title.ts';
import { runAllTransitions } from './transitions/run-transitions.ts';

const TICK_MS = 1000;

const readinessOf = ({ database, isCaughtUp }: IssuerContext) => ({
  database: async () => (await database.sql.query('select 1')).length === 1,
  knowledge: isCaughtUp,
});

/** The issuers with what they do by themselves: timed transitions, corrections that nobody answered. */
export const startIssuer = async (
  shared: Shared,
  riskUrl: string,
): Promise<{ service: Service; ticker: Repeated; context: IssuerContext }> => {
  const { config, clock, keys } = shared;
  const deployment = config.HUREN_DEPLOYMENT;
  const database = await openDatabase({
    server: shared.serverUrl,
    name: deployment ? `huren_issuer_${deployment}` : 'huren_issuer',
    migrations: issuerMigrations,
  });
  const logger = shared.loggerOf('issuer');
  const state = stateOf(shared, deployment ? `issuer.${deployment}` : 'issuer', logger);
  const context: IssuerContext = {
    ...{ database, clock, keys, deployment },
    knowledge: federationKnowledge(keys.registrar),
    knowledgeCompleteAt: () => null,
    isCaughtUp: () => false,
    hosted: new Set(config.HUREN_ISSUERS ?? allIssuers().map(({ code }) => code)),
    askFacts: askFactsOver(riskUrl),
    limits: state.limits,
    logger,
  };
  const service = await startService({
    name: 'issuer',
    deployment,
    ...TITLE,
    shared,
    database,
    logger,
    port: config.ISSUER_PORT,
    workChecks: { ...assessmentCheck(database.sql), ...signatureCheck(context) },
    state,
    module: (server) => {
      followServer(context, server);
      return IssuerModule.register(context, readinessOf(context));
    },
  });
  const heartbeat = feedHeartbeat({
    database,
    clock,
    publisher: deployment ? `issuer.${deployment}` : 'issuer',
    issuers: [...context.hosted],
  });
  const steps: TickStep[] = [
    heartbeat,
    (goesOn) => runAllTransitions(context, goesOn),
    () => forgetAwaited(database.sql),
    () => escalateOverdue(database.transactions, clock.now()),
    oldDecisions(issuerErasure, context, config.DECISION_DAYS),
  ];
  return {
    service,
    context,
    ticker: every(TICK_MS, steps, (error) => logger.error({ err: error }, 'issuer tick')),
  };
};
