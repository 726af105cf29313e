import { federationKeys, federationSecret, startCluster, untilReady } from '@huren/platform';
import type { Config } from '@huren/platform';
import type { IssuerCode } from '@huren/standard';
import { keepRunning } from './keep-running.ts';
import { HOSTED_BY_A, layoutOf } from './layout.ts';
import type { Place } from './layout.ts';
import { startProcess } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

type Settings = Readonly<Record<string, string>>;

/** The federation with a process for each replica of each service. */
export type Services = {
  readonly secret: Uint8Array;
  /** Of the PostgreSQL on which each service has its database. */
  readonly serverUrl: string;
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

/** What a process has for itself, or the cluster decides. */
const OWN = [
  'HUREN_DATA',
  'HUREN_ISSUERS',
  'HUREN_DEPLOYMENT',
  'HUREN_CLOCK',
  'HUREN_SECRET',
  'REGISTRAR_KEY',
  'DATABASE_URL',
  'OPERATED_SERVICES',
];

const passedOn = (config: Config): Settings =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([name, value]) => value !== undefined && !OWN.includes(name))
      .map(([name, value]) => [name, String(value)]),
  );

/** Of the registrar's key, where the cluster was given one: else each process derives it from the secret. */
const publicHalf = (secret: Uint8Array, registrar: string): string =>
  registrar === '' ? '' : federationKeys(secret, registrar).registrar.publicKey;

const stopAll = async (processes: Iterable<ServiceProcess>): Promise<void> =>
  void (await Promise.all([...processes].map((one) => one.stop())));

/** As `Promise.all`, but a failure waits for the others: what was begun can then be ended. */
const all = async <T>(begun: readonly Promise<T>[]): Promise<T[]> => {
  await Promise.allSettled(begun);
  return Promise.all(begun);
};

/** Starts every process, with further settings of all, and waits until each can decide. @throws StartError */
export const startServices = async (config: Config, more: Settings = {}): Promise<Services> => {
  const cluster = config.DATABASE_URL ? undefined : await startCluster(config.HUREN_DATA, POSTGRES);
  const running = new Set<ServiceProcess>();
  const stop = async (): Promise<void> => {
    await stopAll(running);
    await cluster?.stop();
  };
  try {
    const serverUrl = config.DATABASE_URL ?? cluster?.url ?? '';
    return { ...(await start(config, serverUrl, more, running)), serverUrl, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
};

const start = async (
  config: Config,
  serverUrl: string,
  more: Settings,
  running: Set<ServiceProcess>,
): Promise<Omit<Services, 'stop' | 'serverUrl'>> => {
  const secret = await federationSecret(config.HUREN_SECRET, config.HUREN_DATA);
  const HUREN_SECRET = Buffer.from(secret).toString('hex');
  const { REGISTRAR_KEY = '' } = config;
  const REGISTRAR_PUBLIC_KEY = config.REGISTRAR_PUBLIC_KEY ?? publicHalf(secret, REGISTRAR_KEY);
  const common = {
    ...passedOn(config),
    ...{ DATABASE_URL: serverUrl, HUREN_SECRET, REGISTRAR_PUBLIC_KEY },
    ...more,
  };
  const begin = async (place: Place, settings: Settings = {}): Promise<ServiceProcess> => {
    const one = await keepRunning(() => startProcess(place, { ...common, ...settings }));
    running.add(one);
    return one;
  };
  const layout = layoutOf(config);
  const risk = await begin(layout.risk);
  let hubs = await all(layout.hubs.map((place) => begin(place, { REGISTRAR_KEY })));
  const issuers = await all(layout.issuers.map((place) => begin(place, { RISK_URL: risk.url })));
  const everyone = (): ServiceProcess[] => [risk, ...hubs, ...issuers];
  await untilReady(everyone().map(({ url }) => url));
  return {
    secret,
    risk,
    hubs: () => hubs,
    hosting: (issuer) => (HOSTED_BY_A.includes(issuer) ? issuers.slice(0, 2) : issuers.slice(2)),
    all: everyone,
    stopHubs: async () => {
      for (const hub of hubs) running.delete(hub);
      await stopAll(hubs.splice(0));
    },
    startHubs: async (again = {}) => {
      hubs = await all(layout.hubs.map((place) => begin(place, { REGISTRAR_KEY, ...again })));
      await untilReady(hubs.map(({ url }) => url));
    },
  };
};
