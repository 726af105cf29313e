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
import { PLACES, SPARES, serversOf } from './places.ts';
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

const entrancesOf = async (places: readonly Place[]) =>
  new Map(await Promise.all(places.map(async ({ name }) => [name, { port: await steadyPort() }] as const)));

const startServers = async (jars: string, folder: string, stops: (() => Promise<unknown>)[]) => {
  const postgres = await startKillablePostgres(join(folder, 'data'));
  stops.push(postgres.stop);
  const redis = await startKillableRedis();
  stops.push(redis.kill);
  const ways = await entrancesOf([...PLACES, ...SPARES]);
  const risk = { port: await steadyPort() };
  const links = await openLinks({ postgres: postgres.target, redis: redis.target, risk, kafka: ways });
  stops.push(links.close);
  const entrances = [...ways].map(([name, { port }]) => ({
    port,
    advertisedPort: links.of(name, 'kafka').port,
  }));
  const kafka = await startJarBroker(jars, { entrances, settings: KEEP_ALL });
  stops.push(kafka.stop);
  return { postgres, redis, links, kafka, riskPort: risk.port };
};

const urlsOf = (place: Place, links: Links, postgres: KillablePostgres): Record<string, string> => {
  const at = (server: Parameters<Links['of']>[1]): string => `127.0.0.1:${links.of(place.name, server).port}`;
  return {
    KAFKA_BROKERS: at('kafka'),
    REDIS_URL: `redis://${at('redis')}`,
    DATABASE_URL: postgres.urlAt(links.of(place.name, 'postgres').port),
    ...(serversOf(place).includes('risk') ? { RISK_URL: `http://${at('risk')}` } : {}),
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
  const { postgres, redis, links, kafka, riskPort } = await startServers(jars, folder, stops);
  const all = [...PLACES, ...SPARES];
  const clocks = await clocksIn(
    folder,
    all.map(({ name }) => name),
  );
  const common = {
    PATH: process.env['PATH'] ?? '',
    HUREN_SECRET: randomBytes(32).toString('hex'),
    HUREN_DATA: join(folder, 'services'),
    WORK_BOUND_SECONDS,
    LOG_LEVEL: 'info',
  };
  const processOf = async (place: Place): Promise<ServiceProcess> => {
    const port = place.app === 'risk' ? riskPort : await steadyPort();
    return serviceProcess({
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
  };
  const processes = new Map<string, ServiceProcess>();
  for (const place of all) processes.set(place.name, await processOf(place));
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
