import { BusServer, connectBus, pruneDismissed, startRelay } from '@huren/events';
import type { Bus, OnBusError, OutboxRelay } from '@huren/events';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Metric } from 'prom-client';
import { systemClock } from '../clock/clock.ts';
import type { ServiceDatabase } from '../database/data-source.ts';
import { createHttpApp } from '../http/http-app.ts';
import type { HttpAppOptions } from '../http/http-app.ts';
import { listen } from '../http/listen.ts';
import { pruneIdempotencyKeys } from '../idempotency/answer-once.ts';
import { openBus } from './bus-address.ts';
import { busMetrics, faultCounter } from '../metrics/bus-metrics.ts';
import { every } from './every.ts';
import type { Repeated } from './every.ts';
import type { SharedState } from '../shared-state/shared-state.ts';
import { expiredCheck, lagChecks, letterChecks, outboxCheck, topicCheck } from '../work/work-checks.ts';
import { NOT_YET, workMonitor } from '../work/work-monitor.ts';
import type { WorkChecks, WorkMonitor } from '../work/work-monitor.ts';
import type { Shared } from './shared.ts';
import { ServiceModule } from './service-module.ts';

export type ServiceOptions = {
  readonly name: 'hub' | 'risk' | 'issuer';
  /** Which of several deployments of the service in one federation. */
  readonly deployment?: string | undefined;
  readonly title: string;
  readonly description: string;
  /** Whether clients have budgets of requests. */
  readonly isLimited?: boolean;
  /** What all services of the federation are given. */
  readonly shared: Pick<Shared, 'config' | 'keys' | 'busAddress'>;
  readonly database: ServiceDatabase;
  readonly logger: Logger;
  readonly port: number;
  /** What this service watches beside its outbox and its consumers. */
  readonly workChecks?: WorkChecks;
  /** What its processes share, closed with it; absent: nothing. */
  readonly state?: SharedState;
  /** The module, given what tells how far the read models are. */
  readonly module: (server: BusServer) => DynamicModule;
};

/** A running service: its own database, bus, relay and HTTP. */
export type Service = {
  readonly name: string;
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly bus: Bus;
  readonly server: BusServer;
  readonly relay: OutboxRelay;
  /** Closes the HTTP side alone; consumers and relay go on. */
  closeListener(): Promise<void>;
  /** Opens it again, at the same address. */
  openListener(): Promise<void>;
  stop(): Promise<void>;
};

const LOOK_MS = 2000;

const HOUR_MS = 3_600_000;

/** How long a write can be sent again and gets its first answer. */
const KEYS_LAST_DAYS = 30;

/** How long it can be told of a dead letter that it was dismissed, on whose word and why. */
const DISMISSALS_LAST_DAYS = 365;

const pruningOf = ({ database: { sql }, logger }: ServiceOptions): Repeated =>
  every(
    HOUR_MS,
    [() => pruneIdempotencyKeys(sql, KEYS_LAST_DAYS), () => pruneDismissed(sql, DISMISSALS_LAST_DAYS)],
    (error) => logger.error({ err: error }, 'pruning'),
  );

/** Starts a service: consumers first, so that it is caught up when it listens. */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  const { name, database, logger, state, shared } = options;
  const faults = faultCounter();
  const onError: OnBusError = (error, where) => {
    faults.inc({ where });
    logger.error({ where, err: error }, 'bus');
  };
  const bus = await openBus(shared.busAddress, name, onError);
  const server = new BusServer({
    bus,
    deployment: options.deployment,
    transactions: database.transactions,
    onOutcome: (outcome, { topic, offset }, error) => {
      if (error) logger.error({ outcome, topic, offset, err: error }, 'delivery');
    },
  });
  const work: { monitor?: WorkMonitor } = {};
  const workState = () => work.monitor?.state() ?? NOT_YET;
  const operations = { bus, server, transactions: database.transactions, work: workState };
  const app = await createHttpApp(
    ServiceModule.of(options.module(server), operations),
    httpOptions(options, server, faults),
  );
  connectBus(app, server);
  await app.startAllMicroservices().catch(async (error: unknown) => {
    await bus.close();
    throw error;
  });
  const relay = startRelay({ database: database.url, bus, onError: (error) => onError(error, 'relay') });
  work.monitor = serviceMonitor(options, server, bus);
  const watching = every(LOOK_MS, work.monitor.look, (error) => logger.error({ err: error }, 'work'));
  const pruning = pruningOf(options);
  const stop = async (): Promise<void> => {
    await pruning.stop();
    await watching.stop();
    await app.close();
    await relay.stop();
    await bus.close();
    state?.close();
    await database.close();
  };
  const address = { host: shared.config.HOST, port: options.port, variable: `${name.toUpperCase()}_PORT` };
  const url = await listen(app, address).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    name,
    url,
    app,
    bus,
    server,
    relay,
    closeListener: () => closeListener(app),
    openListener: () => openListener(app, url),
    stop,
  };
};

const httpOptions = (
  { title, description, isLimited = false, logger, shared, state, database }: ServiceOptions,
  server: BusServer,
  faults: Metric,
): HttpAppOptions => ({
  title,
  description,
  isLimited,
  logger,
  digestKey: shared.keys.digestKey,
  metrics: Registry.merge([busMetrics(server, database.sql, faults), ...(state ? [state.metrics] : [])]),
  limits: state?.limits,
  trustedProxies: shared.config.TRUSTED_PROXIES,
  operatorsToken: shared.config.OPERATORS_TOKEN,
});

const serviceMonitor = (
  { database, logger, shared, workChecks = {}, state }: ServiceOptions,
  server: BusServer,
  bus: Bus,
): WorkMonitor => {
  const bound = shared.config.WORK_BOUND_SECONDS;
  return workMonitor({
    logger,
    now: () => systemClock.now(),
    timeoutMs: LOOK_MS,
    checks: {
      ...outboxCheck(database.sql, bound),
      ...topicCheck(bus),
      ...expiredCheck(server.running),
      ...letterChecks(server.replicas, server.deliveries),
      ...lagChecks(server.running, Date.now(), bound, () => Date.now()),
      ...workChecks,
      ...state?.workChecks,
    },
  });
};

const closeListener = async (app: NestFastifyApplication): Promise<void> => {
  const http = app.getHttpServer();
  http.closeAllConnections();
  await new Promise((done) => http.close(done));
};

const openListener = async (app: NestFastifyApplication, url: string): Promise<void> => {
  const { hostname, port } = new URL(url);
  const http = app.getHttpServer();
  await new Promise<void>((done, failed) => {
    http.once('error', failed);
    http.listen(Number(port), hostname, done);
  });
};
