import { Pool } from 'pg';
import { contracts as federation, type Contracts } from '../contracts/registry.ts';
import type { Bus, OnBusError } from '../port/bus.ts';
import type { WrittenEvent } from '../port/event.ts';
import type { Transactions } from '../port/sql.ts';
import { BoundedClient } from '../postgres/bounded-client.ts';
import { configOf, type Database } from '../postgres/database.ts';
import { poolTransactions, sqlOf } from '../postgres/pool.ts';
import { createSession } from '../postgres/session.ts';
import { drainRunning } from '../util/drain-running.ts';
import { append, type Placed } from './append.ts';
import { createLeases } from './leases.ts';
import { createLogReader } from './log.ts';
import { partitionOf } from './partition.ts';
import { createLogSchema, LOG_CHANNEL } from './schema.ts';
import { startSubscription, type EmbeddedSubscription } from './subscription.ts';
import { startTidying } from './tidy.ts';
import { createTopics } from './topics.ts';

export interface EmbeddedBusOptions {
  /** The log's own database, which must exist; its tables are created. */
  database: Database;
  contracts?: Contracts;
  /** Messages read at a time. */
  batchSize?: number;
  /** Looks at the log at least so often; NOTIFY makes it sooner. */
  pollMs?: number;
  /** How long after the opening the log is tidied for the first time. */
  compactFirstMs?: number;
  compactEveryMs?: number;
  /** Connections beside the one that holds the leases. */
  connections?: number;
  /** Told of every failure; the bus goes on. */
  onError?: OnBusError;
}

/** The bus on a table in PostgreSQL. `compact` also runs by itself, again and again, but not at once: a start does not wait for it. */
export interface EmbeddedBus extends Bus {
  compact(): Promise<number>;
}

const defaults = {
  batchSize: 200,
  pollMs: 500,
  compactFirstMs: 30_000,
  compactEveryMs: 600_000,
  connections: 4,
};

type Settings = typeof defaults & EmbeddedBusOptions & { onError: OnBusError };

const createCore = (settings: Settings) => {
  const pool = new Pool({ ...configOf(settings.database), Client: BoundedClient, max: settings.connections });
  pool.on('error', (error) => settings.onError(error, 'log'));
  const subscriptions = new Map<string, EmbeddedSubscription>();
  const leases = createLeases(() => session);
  const session = createSession(settings.database, {
    channel: LOG_CHANNEL,
    onNotify: (topic) => subscriptions.forEach((one) => one.hint(topic)),
    onLost: () => {
      leases.lost();
      subscriptions.forEach((one) => one.leasesLost());
    },
  });
  return { pool, session, subscriptions, leases, log: createLogReader(sqlOf(pool)) };
};

type EnsureTopic = ReturnType<typeof createTopics>;

const publisher = (transactions: Transactions, ensureTopic: EnsureTopic): Bus['publish'] => {
  const place = async (event: WrittenEvent): Promise<Placed> => ({
    event,
    partition: partitionOf(event.key, await ensureTopic(event.topic)),
  });
  return async (events) => {
    const placed: Placed[] = [];
    for (const event of events) placed.push(await place(event));
    if (placed.length > 0) await transactions.run((tx) => append(tx, placed));
  };
};

const subscriber = (core: ReturnType<typeof createCore>, settings: Settings, ensureTopic: EnsureTopic) => {
  const { subscriptions, session } = core;
  const listen = (): Promise<void> => session.use(() => Promise.resolve());
  const subscribe: Bus['subscribe'] = async (options) => {
    const { group, topics } = options;
    if (subscriptions.has(group)) throw new Error(`the group ${group} is subscribed already`);
    for (const topic of topics) await ensureTopic(topic);
    const onStopped = (): void => void subscriptions.delete(group);
    const started = startSubscription(options, { ...core, ...settings, listen, onStopped });
    subscriptions.set(group, started);
    return started;
  };
  return subscribe;
};

/** Opens the log, creating its tables, and starts keeping it tidy. */
export const openEmbeddedBus = async (options: EmbeddedBusOptions): Promise<EmbeddedBus> => {
  const settings: Settings = { ...defaults, onError: () => undefined, ...options };
  const { contracts = federation, onError } = settings;
  const core = createCore(settings);
  const { pool, session, subscriptions } = core;
  const transactions = poolTransactions(pool);
  const ensureTopic = createTopics(sqlOf(pool), transactions, contracts);

  await transactions.run(createLogSchema);
  const tidying = startTidying({
    database: settings.database,
    contracts,
    onError,
    firstMs: settings.compactFirstMs,
    everyMs: settings.compactEveryMs,
  });

  return {
    compact: tidying.now,
    publish: publisher(transactions, ensureTopic),
    subscribe: subscriber(core, settings, ensureTopic),
    drifts: [],
    positions: () => core.log.positions(),
    drain: (withinMs) => drainRunning(subscriptions.values(), withinMs),
    close: async () => {
      await tidying.stop();
      await Promise.all([...subscriptions.values()].map((one) => one.stop()));
      await session.close();
      await pool.end();
    },
  };
};
