import { describe, expect, it } from '@jest/globals';
import type { BusServer, Sql, Subscription } from '@huren/events';
import { busMetrics, faultCounter } from './bus-metrics.ts';

const subscription = (group: string, lag: () => Promise<number>) =>
  ({ group, lag, expired: group === 'away' ? 3 : 0 }) as unknown as Subscription;

const counts = { 'huren.share.420000.v1': { applied: 2, dead_lettered: 1, retried: 3 } };

const server = {
  running: [
    subscription('hub.records', async () => 7),
    subscription('away', async () => Promise.reject(new Error('Kafka is away'))),
  ],
  deliveries: new Map([
    ['issuer.shares', { counts, held: 0 }],
    ['knowledge', { counts: {}, held: 2 }],
  ]),
} as unknown as Pick<BusServer, 'running' | 'deliveries'>;

const sql: Sql = {
  query: async <T>(text: string) =>
    [text.includes('outbox') ? { seconds: 1.5 } : { consumer: 'hub.records', letters: 4 }] as T[],
};

describe('the figures of the bus', () => {
  it('are lag, what became of deliveries, dead letters and the age of the outbox, by closed labels', async () => {
    const text = await busMetrics(server, sql, faultCounter()).metrics();
    expect(text).toContain('huren_consumer_lag{group="hub.records"} 7');
    expect(text).not.toContain('huren_consumer_lag{group="away"}');
    expect(text).toContain('huren_consumer_expired{group="hub.records"} 0');
    expect(text).toContain('huren_consumer_expired{group="away"} 3');
    const of = 'group="issuer.shares",topic="huren.share.{issuer}.v1"';
    expect(text).toContain(`huren_deliveries_total{${of},outcome="dead_lettered"} 1`);
    expect(text).toContain(`huren_deliveries_total{${of},outcome="retried"} 3`);
    expect(text).toContain('huren_dead_letters{group="hub.records"} 4');
    expect(text).toContain('huren_dead_letters{group="knowledge"} 2');
    expect(text).toContain('huren_outbox_age_seconds 1.5');
  });

  it.each<[string, Sql['query']]>([
    ['refuses', () => Promise.reject(new Error('PostgreSQL is away'))],
    ['does not answer', () => new Promise(() => undefined)],
  ])('are told without those of a database that %s', async (_, query) => {
    const text = await busMetrics(server, { query }, faultCounter()).metrics();
    expect(text).toContain('huren_consumer_lag{group="hub.records"} 7');
    expect(text).not.toMatch(/^huren_outbox_age_seconds/m);
    expect(text).not.toContain('huren_dead_letters{group="hub.records"}');
  });

  it('count where the bus failed and went on', async () => {
    const faults = faultCounter();
    faults.inc({ where: 'publisher' });
    const text = await busMetrics(server, sql, faults).metrics();
    expect(text).toContain('huren_bus_faults_total{where="publisher"} 1');
    expect(text).toContain('huren_bus_faults_total{where="consumer"} 0');
  });

  it('are counted once however often they are asked for', async () => {
    const registry = busMetrics(server, sql, faultCounter());
    expect(await registry.metrics()).toBe(await registry.metrics());
  });
});
