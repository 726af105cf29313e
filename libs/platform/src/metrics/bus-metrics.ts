import { setTimeout as delay } from 'node:timers/promises';
import { BUS_FAULTS, contracts } from '@huren/events';
import type { BusServer, Sql } from '@huren/events';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Metric } from 'prom-client';

type Watched = Pick<BusServer, 'running' | 'deliveries'>;

const OUTBOX_AGE = `
select coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float as seconds from outbox`;

const LETTERS = 'select consumer, count(*)::int as letters from dead_letter group by consumer';

/** A scrape waits no longer for a bus or a database that is away: what is not known is not told. */
const PATIENCE_MS = 1_000;

const known = <T>(asked: Promise<T>): Promise<T | undefined> =>
  Promise.race([asked.catch(() => undefined), delay(PATIENCE_MS, undefined, { ref: false })]);

/** The contract's name, not the topic's: of a family of topics there is one. */
const labelOf = (topic: string): string => contracts.find(topic)?.name ?? 'other';

const lagGauge = (server: Watched) =>
  new Gauge({
    name: 'huren_consumer_lag',
    help: 'Messages that a consumer has not handled yet',
    labelNames: ['group'],
    registers: [],
    async collect() {
      this.reset();
      const lags = server.running.map(async (one) => ({ group: one.group, lag: await known(one.lag()) }));
      for (const { group, lag } of await Promise.all(lags)) if (lag !== undefined) this.set({ group }, lag);
    },
  });

const expiredGauge = (server: Watched) =>
  new Gauge({
    name: 'huren_consumer_expired',
    help: 'Messages past their retention before a consumer had handled them, that this process passed over',
    labelNames: ['group'],
    registers: [],
    collect() {
      this.reset();
      for (const { group, expired } of server.running) this.set({ group }, expired);
    },
  });

const deliveryCounter = (server: Watched) =>
  new Counter({
    name: 'huren_deliveries_total',
    help: 'What became of deliveries: applied, stale, duplicate, retried, dead_lettered, parked, superseded, run_failed',
    labelNames: ['group', 'topic', 'outcome'],
    registers: [],
    collect() {
      this.reset();
      for (const [group, { counts }] of server.deliveries)
        for (const [topic, outcomes] of Object.entries(counts))
          for (const [outcome, n] of Object.entries(outcomes))
            this.inc({ group, topic: labelOf(topic), outcome }, n);
    },
  });

const outboxGauge = (sql: Sql) =>
  new Gauge({
    name: 'huren_outbox_age_seconds',
    help: 'Age of the oldest event that waits to be published',
    registers: [],
    async collect() {
      const rows = await known(sql.query<{ seconds: number }>(OUTBOX_AGE));
      if (rows) this.set(rows[0]?.seconds ?? 0);
      else this.remove();
    },
  });

const letterGauge = (server: Watched, sql: Sql) =>
  new Gauge({
    name: 'huren_dead_letters',
    help: 'Letters that wait to be replayed, superseded or dismissed',
    labelNames: ['group'],
    registers: [],
    async collect() {
      this.reset();
      const rows = await known(sql.query<{ consumer: string; letters: number }>(LETTERS));
      for (const { consumer, letters } of rows ?? []) this.set({ group: consumer }, letters);
      for (const [group, { held }] of server.deliveries) if (held > 0) this.set({ group }, held);
    },
  });

/** Counts where the bus failed and went on. */
export const faultCounter = (): Counter<'where'> => {
  const counter = new Counter({
    name: 'huren_bus_faults_total',
    help: 'Failures after which the bus went on: handler, consumer, publisher, relay, topic, log',
    labelNames: ['where'],
    registers: [],
  });
  for (const where of BUS_FAULTS) counter.inc({ where }, 0);
  return counter;
};

/** Figures of a service's consumers and of its outbox, read when they are asked for. */
export const busMetrics = (server: Watched, sql: Sql, faults: Metric): Registry => {
  const registry = new Registry();
  for (const metric of [lagGauge(server), expiredGauge(server)]) registry.registerMetric(metric);
  for (const metric of [deliveryCounter(server), faults]) registry.registerMetric(metric);
  for (const metric of [outboxGauge(sql), letterGauge(server, sql)]) registry.registerMetric(metric);
  return registry;
};
