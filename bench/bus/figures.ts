import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contracts, eventOf, openKafkaBus } from '@huren/events';
import { startCluster } from '@huren/platform';
import { steadyPort } from '@huren/testing';
import { kafkaJars, startJarBroker } from '@huren/testing/kafka';
import { Client } from 'pg';
import type { Figure } from '../timing.ts';
import { bareLoop } from './bare-loop.ts';
import { percentile } from './commits.ts';
import { startHubProcess } from './hub-process.ts';
import { newCodes } from './new-codes.ts';
import { producerPerf } from './producer-perf.ts';
import { openSource } from './source.ts';
import { backlog, delaysAt, inWords } from './whole-path.ts';
import type { Path } from './whole-path.ts';

const COUNT = 20_000;
const SECONDS = 10;
const ROUNDS = 5;
/** What the whole path must reach of a bare kafkajs loop. */
const LEAST_OF_BARE = 0.3;

const BARE = 'the same records as on the bus, in batches of 500, produced and consumed in one process';

type Stops = (() => Promise<unknown>)[];

const clientOf = async (connectionString: string, stops: Stops): Promise<Client> => {
  const client = new Client({ connectionString });
  await client.connect();
  stops.push(() => client.end());
  return client;
};

/** A hub in a process of its own, and a source whose events it takes. */
const openPath = async (brokers: string, server: string, folder: string, stops: Stops): Promise<Path> => {
  const hub = await startHubProcess({
    KAFKA_BROKERS: brokers,
    DATABASE_URL: server,
    HUREN_SECRET: randomBytes(32).toString('hex'),
    HUREN_DATA: folder,
    HUB_PORT: String(await steadyPort()),
  });
  stops.push(hub.stop);
  const bus = await openKafkaBus({ brokers: [brokers], clientId: 'bench' });
  stops.push(bus.close);
  const source = await openSource(server, bus);
  stops.push(source.close);
  const hubUrl = Object.assign(new URL(server), { pathname: '/huren_hub' }).href;
  return {
    source,
    sent: await clientOf(source.database.url, stops),
    index: await clientOf(hubUrl, stops),
  };
};

/** Both in turn, so that other work on the machine meets both; after a run of each that does not count. */
const rounds = async (path: Path, brokers: string): Promise<{ bare: number; ours: number }> => {
  const events = newCodes(COUNT).map((draft) => eventOf(contracts, draft));
  await bareLoop(brokers, events);
  await backlog(path, COUNT);
  const [bare, ours]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await bareLoop(brokers, events));
    ours.push(await backlog(path, COUNT));
  }
  return { bare: percentile(bare, 0.5), ours: percentile(ours, 0.5) };
};

const measure = async (jars: string, folder: string, stops: Stops): Promise<Figure[]> => {
  const server = await startCluster(folder, { settings: ['track_commit_timestamp=on'] });
  stops.push(server.stop);
  const { brokers, stop } = await startJarBroker(jars);
  stops.push(stop);
  const bytes = Buffer.byteLength(JSON.stringify(newCodes(1)[0]?.data));
  const perf = await producerPerf(jars, brokers, 5 * COUNT, bytes);
  const path = await openPath(brokers, server.url, folder, stops);
  const { bare, ours } = await rounds(path, brokers);
  const delays = await delaysAt(path, ours / 2, SECONDS);
  const all = `median of ${ROUNDS} times ${COUNT.toLocaleString('en')}`;
  return [
    {
      what: "Kafka's kafka-producer-perf-test",
      perSecond: perf,
      how: `${bytes} bytes each, acks=all, no consumer`,
    },
    { what: 'bare kafkajs loop', perSecond: bare, how: `${BARE}; ${all}` },
    {
      what: 'outbox → Kafka → hub index',
      perSecond: ours,
      how: `a full outbox, one relay, one hub; ${all}; ${(ours / bare).toFixed(2)} of the bare loop`,
      holds: ours / bare >= LEAST_OF_BARE,
    },
    {
      what: 'the same, at half its load',
      perSecond: delays.length / SECONDS,
      how: `50 transactions a second; from commit to commit ${inWords(delays)}`,
    },
  ];
};

export const busFigures = async (): Promise<Figure[]> => {
  const jars = await kafkaJars();
  if (!jars) throw new Error('The bus is measured on a Kafka from its jars: it takes Java 17 and Maven.');
  const folder = await mkdtemp(join(tmpdir(), 'huren-bench-'));
  const stops: Stops = [];
  try {
    return await measure(jars, folder, stops);
  } finally {
    for (const stop of stops.reverse()) await stop();
    await rm(folder, { recursive: true, force: true });
  }
};
