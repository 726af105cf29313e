import { federationSecret, startCluster, untilReady } from '@huren/platform';
import type { Config } from '@huren/platform';
import type { IssuerCode } from '@huren/standard';
import { HOSTED_BY_A, layoutOf } from './layout.ts';
import type { Place } from './layout.ts';
import { startProcess } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

type Settings = Readonly<Record<string, string>>;

/** The federation with a process for each replica of each service. */
export type Services = {
  readonly secret: Uint8Array;
  readonly risk: ServiceProcess;
  hubs(): readonly ServiceProcess[];
  /** The replicas that host an issuer. */
  hosting(issuer: IssuerCode): readonly ServiceProcess[];
  all(): readonly ServiceProcess[];
  stopHubs(): Promise<void>;
  /** Starts the hubs again, with further settings. */
  startHubs(more?: Settings): Promise<void>;
  stop(): Promise<void>;
};

/** Room for a pool, a relay and a log a process. */
const POSTGRES = { settings: ['max_connections=400'] };

/** Everything but what a process has for itself or the cluster decides. */
const OWN = [
  'HUREN_DATA',
  'HUREN_ISSUERS',
  'HUREN_DEPLOYMENT',
  'HUREN_CLOCK',
  'HUREN_SECRET',
  'DATABASE_URL',
];

const passedOn = (config: Config): Settings =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([name, value]) => value !== undefined && !OWN.includes(name))
      .map(([name, value]) => [name, String(value)]),
  );

/** Starts every process, with further settings of all, and waits until each can decide. @throws StartError */
export const startServices = async (config: Config, more: Settings = {}): Promise<Services> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    return await start(config, more, stops, stop);
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
};

const start = async (
  config: Config,
  more: Settings,
  stops: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<Services> => {
  const cluster = config.DATABASE_URL ? undefined : await startCluster(config.HUREN_DATA, POSTGRES);
  if (cluster) stops.push(cluster.stop);
  const secret = await federationSecret(config.HUREN_SECRET, config.HUREN_DATA);
  const common = {
    ...passedOn(config),
    DATABASE_URL: config.DATABASE_URL ?? cluster?.url ?? '',
    HUREN_SECRET: Buffer.from(secret).toString('hex'),
  };
  const layout = layoutOf(config);
  const begin = async (place: Place, settings: Settings): Promise<ServiceProcess> => {
    const started = await startProcess(place, { ...common, ...settings });
    stops.push(started.stop);
    return started;
  };
  const beginAll = (places: readonly Place[], settings: Settings) =>
    Promise.all(places.map((place) => begin(place, settings)));
  const risk = await begin(layout.risk, more);
  let hubs = await beginAll(layout.hubs, more);
  const issuers = await beginAll(layout.issuers, { ...more, RISK_URL: risk.url });
  const all = () => [risk, ...hubs, ...issuers];
  await untilReady(all().map(({ url }) => url));
  return {
    secret,
    risk,
    hubs: () => hubs,
    hosting: (issuer) => (HOSTED_BY_A.includes(issuer) ? issuers.slice(0, 2) : issuers.slice(2)),
    all,
    stopHubs: async () => {
      const stopping = hubs;
      hubs = [];
      await Promise.all(stopping.map((hub) => hub.stop()));
    },
    startHubs: async (again = {}) => {
      hubs = await beginAll(layout.hubs, { ...more, ...again });
      await untilReady(hubs.map(({ url }) => url));
    },
    stop,
  };
};
