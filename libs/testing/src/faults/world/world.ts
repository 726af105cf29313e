import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { steadyPort } from '../../free-port.ts';
import { startJarBroker } from '../../kafka/jar-broker.ts';
import type { JarKafka } from '../../kafka/jar-broker.ts';
import { clocksIn } from './clocks.ts';
import type { Clocks } from './clocks.ts';
import { openLinks } from './links.ts';
import type { Links } from './links.ts';
import { OPERATED, PLACES, SPARES } from './places.ts';
import type { Place } from './places.ts';
import { startKillablePostgres } from './postgres.ts';
import type { KillablePostgres } from './postgres.ts';
import { startKillableRedis } from './redis.ts';
import type { KillableRedis } from './redis.ts';
import { serviceProcess } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

/** The federation in processes of its own, on servers of its own, over links that can be cut. */
export type World = {
  readonly kafka: JarKafka;
  readonly postgres: KillablePostgres;
  readonly redis: KillableRedis;
  readonly links: Links;
  readonly clocks: Clocks;
  service(name: string): ServiceProcess;
  /** Those that run from the beginning. */
  readonly services: readonly ServiceProcess[];
  stop(): Promise<void>;
};

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const PRELOAD = fileURLToPath(new URL('shift-clock.ts', import.meta.url));

/** An alarm is raised after so long, so that faults raise some and recovery has to clear them. */
const WORK_BOUND_SECONDS = '10';

/** The log keeps every message, for the checker. */
const KEEP_ALL = { 'log.cleaner.enable': 'false' };

/** Every place with a port of its own. */
const withPorts = (): Promise<{ name: string; place: Place; port: number }[]> =>
  Promise.all(
    [...PLACES, ...SPARES].map(async (place) => ({ name: place.name, place, port: await steadyPort() })),
  );

const startServers = async (jars: string, folder: string, stops: (() => Promise<unknown>)[]) => {
  const postgres = await startKillablePostgres(join(folder, 'data'));
  stops.push(postgres.stop);
  const redis = await startKillableRedis();
  stops.push(redis.kill);
  const [entries, homes] = [await withPorts(), await withPorts()];
  const links = await openLinks({
    kafka: new Map(entries.map((entry) => [entry.name, entry])),
    others: new Map([
      ['postgres', postgres.target],
      ['redis', redis.target],
      ...homes.map((home) => [home.name, home] as const),
    ]),
  });
  stops.push(links.close);
  const entrances = entries.map(({ name, port }) => ({
    port,
    advertisedPort: links.of(name, 'kafka').port,
  }));
  const kafka = await startJarBroker(jars, { entrances, settings: KEEP_ALL });
  stops.push(kafka.stop);
  return { postgres, redis, links, kafka, homes };
};

/** As operators name it: replicas of a deployment are one service. */
const serviceOf = ({ app, deployment }: Place): string => (deployment ? `${app}-${deployment}` : app);

const urlsOf = (place: Place, links: Links, postgres: KillablePostgres): Record<string, string> => {
  const at = (server: string): string => `127.0.0.1:${links.of(place.name, server).port}`;
  const operated = () => OPERATED.map((one) => `${serviceOf(one)}=http://${at(one.name)}`).join(',');
  return {
    KAFKA_BROKERS: at('kafka'),
    REDIS_URL: `redis://${at('redis')}`,
    DATABASE_URL: postgres.urlAt(links.of(place.name, 'postgres').port),
    ...(place.app === 'issuer' ? { RISK_URL: `http://${at('risk')}` } : {}),
    ...(place.app === 'hub' ? { OPERATED_SERVICES: operated() } : {}),
  };
};

/** Starts everything. @param jars folder of the broker's; @param folder for data, clocks and logs */
export const startWorld = async (jars: string, folder: string): Promise<World> => {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    await mkdir(folder, { recursive: true });
    return await startIn(jars, folder, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

const startIn = async (
  jars: string,
  folder: string,
  stops: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<World> => {
  const { postgres, redis, links, kafka, homes } = await startServers(jars, folder, stops);
  const clocks = await clocksIn(
    folder,
    homes.map(({ name }) => name),
  );
  const common = {
    PATH: process.env['PATH'] ?? '',
    HUREN_SECRET: randomBytes(32).toString('hex'),
    HUREN_DATA: join(folder, 'services'),
    WORK_BOUND_SECONDS,
    LOG_LEVEL: 'info',
  };
  const processOf = (place: Place, port: number): ServiceProcess =>
    serviceProcess({
      name: place.name,
      url: `http://127.0.0.1:${port}`,
      main: join(ROOT, 'apps', place.app, 'dist', 'main.js'),
      args: ['--enable-source-maps', '--disable-warning=ExperimentalWarning', '--import', PRELOAD],
      logFile: join(folder, `${place.name}.log`),
      env: {
        ...common,
        ...urlsOf(place, links, postgres),
        [`${place.app.toUpperCase()}_PORT`]: String(port),
        ...(place.deployment ? { HUREN_DEPLOYMENT: place.deployment } : {}),
        ...(place.issuers ? { HUREN_ISSUERS: place.issuers.join(',') } : {}),
        FAULT_CLOCK_FILE: clocks.fileOf(place.name),
      },
    });
  const processes = new Map(homes.map(({ name, place, port }) => [name, processOf(place, port)]));
  stops.push(() => Promise.all([...processes.values()].map((one) => one.stop())));
  const service = (name: string): ServiceProcess => {
    const known = processes.get(name);
    if (!known) throw new Error(`there is no ${name}`);
    return known;
  };
  const services = PLACES.map(({ name }) => service(name));
  for (const one of services) await one.start();
  return { kafka, postgres, redis, links, clocks, service, services, stop };
};
