import { drainAll } from '@huren/events';
import { startHub } from '@huren/hub';
import type { HubContext } from '@huren/hub';
import { startIssuer } from '@huren/issuer';
import type { IssuerContext } from '@huren/issuer';
import {
  busAddressOf,
  configuredKeys,
  createLogger,
  domainClock,
  recordMoments,
  recordedMoment,
  startCluster,
  startOfDomainClock,
  untilReady,
} from '@huren/platform';
import type {
  ClusterOptions,
  Config,
  DomainClock,
  HubKeys,
  Repeated,
  Service,
  Shared,
} from '@huren/platform';
import { startRisk } from '@huren/risk';

type OwnShared = Shared & { readonly clock: DomainClock };

/** The whole federation in one process, on the embedded default. */
export type Federation = {
  readonly hub: Service;
  readonly risk: Service;
  readonly issuer: Service;
  readonly hubContext: HubContext;
  readonly issuerContext: IssuerContext;
  readonly clock: DomainClock;
  readonly keys: HubKeys;
  /** Resolves when nothing moves any more: events delivered, transitions run. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

const SETTLE_MS = 60_000;

/**
 * Starts everything, in the order in which it depends on each other.
 * @param options of the embedded PostgreSQL, where there is no other
 * @throws StartError
 */
export const startFederation = async (config: Config, options: ClusterOptions = {}): Promise<Federation> => {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    return await start(await share(config, options, stops), stops, stop);
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
};

type Started = { readonly service: Service; readonly ticker: Repeated };

const start = async (
  shared: OwnShared,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Federation> => {
  const kept = async <S extends Started>(starting: Promise<S>): Promise<S> => {
    const started = await starting;
    stops.push(started.service.stop, started.ticker.stop);
    return started;
  };
  const risk = await kept(startRisk(shared));
  const operated = new Map([['risk', risk.service.url]]);
  // Side by side: each waits for the database most of the time.
  const [hub, issuer] = await allOrFault([
    kept(startHub(shared, () => [...operated].map(([name, url]) => ({ name, url })))),
    kept(startIssuer(shared, risk.service.url)),
  ]);
  operated.set('issuer', issuer.service.url);
  const services = [risk.service, hub.service, issuer.service];
  const tickers: Repeated[] = [risk.ticker, hub.ticker, issuer.ticker];
  const drain = () => drainOf(services);
  const settle = () => settleAll(drain, tickers);
  shared.clock.onMove(settle);
  await untilReady(services.map(({ url }) => url));
  // What was founded is known to all, keys and rules among it.
  await drain();
  return {
    hub: hub.service,
    risk: risk.service,
    issuer: issuer.service,
    hubContext: hub.context,
    issuerContext: issuer.context,
    clock: shared.clock,
    keys: hub.context.keys,
    settle,
    stop,
  };
};

/** All of them; a fault only once none is under way any more, so that whatever has started can be stopped. */
const allOrFault = async <T extends unknown[]>(starting: { [K in keyof T]: Promise<T[K]> }): Promise<T> => {
  await Promise.allSettled(starting);
  return (await Promise.all(starting)) as T;
};

const drainOf = (services: readonly Service[]): Promise<void> =>
  drainAll({ relays: services.map(({ relay }) => relay), buses: services.map(({ bus }) => bus) }, SETTLE_MS);

const settleAll = async (drain: () => Promise<void>, tickers: readonly Repeated[]): Promise<void> => {
  await drain();
  for (const ticker of tickers) await ticker.run();
  await drain();
  for (const ticker of tickers) await ticker.run();
};

const share = async (
  config: Config,
  options: ClusterOptions,
  stops: (() => Promise<void>)[],
): Promise<OwnShared> => {
  const ownCluster = async (): Promise<string> => {
    const cluster = await startCluster(config.HUREN_DATA, options);
    stops.push(cluster.stop);
    return cluster.url;
  };
  const serverUrl = config.DATABASE_URL ?? (await ownCluster());
  const clock = domainClock(startOfDomainClock(config.HUREN_CLOCK, await recordedMoment(config.HUREN_DATA)));
  const moments = recordMoments(clock, config.HUREN_DATA);
  stops.push(moments.stop);
  return {
    config,
    clock,
    keys: await configuredKeys(config),
    serverUrl,
    busAddress: await busAddressOf(config, serverUrl),
    loggerOf: (service) => createLogger(service, config.LOG_LEVEL),
  };
};
