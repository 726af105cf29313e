import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, type Pool, type PoolClient } from 'pg';
import type { EventDraft } from '../contracts/draft.ts';
import { ContractViolation } from '../contracts/violation.ts';
import { openEmbeddedBus, type EmbeddedBus } from '../embedded/bus.ts';
import type { Bus } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import { sqlOf } from '../postgres/pool.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { DRAIN_MS, eventually, freshTopic } from '../testing/harness.ts';
import { deliveryOf, stepHandler, stepsIn } from '../testing/read-model.ts';
import { stateDraft, stepDraft, testContracts, type State } from '../testing/topics.ts';
import { appendToOutbox } from './append.ts';
import { startRelay, type OutboxRelay, type RelayOptions } from './relay.ts';

describe('outbox and relay', () => {
  let databases: TestDatabases;
  let bus: EmbeddedBus;
  const relays: OutboxRelay[] = [];
  beforeAll(async () => {
    databases = await startDatabases();
    bus = await openEmbeddedBus({ database: await databases.empty(), contracts: testContracts, pollMs: 50 });
  }, 60_000);
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  });
  afterAll(async () => {
    await bus.close();
    await databases.stop();
  });

  const relayOf = (database: string, options: Partial<RelayOptions> = {}): OutboxRelay => {
    const relay = startRelay({ database, bus, pollMs: 20, ...options });
    relays.push(relay);
    return relay;
  };
  const append = (client: Pool | PoolClient, drafts: EventDraft[]) =>
    appendToOutbox(sqlOf(client), drafts, testContracts);
  /** Versioned update of the key first, then the outbox row, as every service does it. */
  const change = async (client: PoolClient, topic: string, id: string): Promise<number> => {
    const { rows } = await client.query<{ version: number }>(
      `insert into state (id, version, body) values ($1, 1, '{}')
       on conflict (id) do update set version = state.version + 1 returning version`,
      [id],
    );
    const version = rows[0]!.version;
    await append(client, [stateDraft(topic, id, version)]);
    return version;
  };
  const collect = async (topic: string): Promise<Message[]> => {
    const seen: Message[] = [];
    const handler = async (message: Message): Promise<void> => void seen.push(message);
    await bus.subscribe({ topics: [topic], group: `reader-${topic}`, mode: 'replica', handler });
    return seen;
  };
  const versionsOf = (messages: Message[], id: string): number[] =>
    messages.filter(({ event }) => event.key === id).map(({ event }) => (event.data as State).version);

  it('soon takes what commits without a hint just after the last rows went', async () => {
    const { url, pool } = await databases.service();
    const topic = freshTopic('state');
    const [first, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const publish: Bus['publish'] = async (events) => {
      first.resolve();
      await going.promise;
      await bus.publish(events);
    };
    const relay = relayOf(url, { bus: { publish }, pollMs: 600_000 });
    const [client, open] = [await pool.connect(), await pool.connect()];
    await change(client, topic, 'a');
    await first.promise;
    await open.query('begin');
    // The row before it is still there: no hint.
    await change(open, topic, 'b');
    going.resolve();
    await eventually('the first row went', () => relay.published === 1);
    await open.query('commit');
    await eventually('the second went', () => relay.published === 2);
    for (const one of [client, open]) one.release();
  });

  it('clears away what is left of rows that went, each time that so many did', async () => {
    const { url, pool } = await databases.service();
    const topic = freshTopic('state');
    const relay = relayOf(url, { clearEvery: 20 });
    const client = await pool.connect();
    const cleared = `select 1 from pg_stat_user_tables where relname = 'outbox' and vacuum_count = $1`;
    for (const times of [1, 2]) {
      for (let n = 0; n < 20; n += 1) await change(client, topic, `k${times} ${n}`);
      await relay.drain(DRAIN_MS);
      await eventually(`cleared ${times}`, async () => (await pool.query(cleared, [times])).rowCount === 1);
    }
    client.release();
  });

  it('loses and reorders nothing when a transaction stays open while a later one commits', async () => {
    const { url, pool } = await databases.service();
    const topic = freshTopic('state');
    const seen = await collect(topic);
    const relay = relayOf(url);
    const [early, late, same] = [await pool.connect(), await pool.connect(), await pool.connect()];
    await early.query('begin');
    await change(early, topic, 'slow');
    // Takes a later place in the outbox, but commits first.
    await late.query('begin');
    await change(late, topic, 'quick');
    await late.query('commit');
    await relay.drain(DRAIN_MS);
    await bus.drain(DRAIN_MS);
    expect(seen.map(({ event }) => event.key)).toEqual(['quick']);
    // The same key waits for the row that the open transaction holds.
    await same.query('begin');
    const second = change(same, topic, 'slow').then(() => same.query('commit'));
    await late.query('begin');
    await change(late, topic, 'quick');
    await late.query('commit');
    await relay.drain(DRAIN_MS);
    await early.query('commit');
    await second;
    await relay.drain(DRAIN_MS);
    await bus.drain(DRAIN_MS);
    expect(versionsOf(seen, 'slow')).toEqual([1, 2]);
    expect(versionsOf(seen, 'quick')).toEqual([1, 2]);
    [early, late, same].forEach((client) => client.release());
  });

  it('keeps each key in order under concurrent writers of the same keys', async () => {
    const { url, pool } = await databases.service();
    const topic = freshTopic('state');
    const seen = await collect(topic);
    const relay = relayOf(url, { batchSize: 7 });
    const writer = async (): Promise<void> => {
      const client = await pool.connect();
      for (let n = 0; n < 20; n += 1) {
        await client.query('begin');
        await change(client, topic, `key-${n % 3}`);
        await client.query('commit');
      }
      client.release();
    };
    await Promise.all([writer(), writer(), writer(), writer()]);
    await relay.drain(DRAIN_MS);
    await bus.drain(DRAIN_MS);
    expect(relay.published).toBe(80);
    for (const [key, count] of [
      ['key-0', 28],
      ['key-1', 28],
      ['key-2', 24],
    ] as const) {
      expect(versionsOf(seen, key)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    }
  });

  it('publishes again when killed between publish and delete, and consumers apply once', async () => {
    const { url, pool, transactions } = await databases.service();
    const topic = freshTopic('step');
    const consumer = `steps-${topic}`;
    const delivery = deliveryOf(transactions, consumer, stepHandler(transactions, consumer, new Set()));
    await bus.subscribe({ topics: [topic], group: consumer, mode: 'shared', handler: delivery.handle });
    let kills = 0;
    const asked: unknown[] = [];
    const killing: Pick<Bus, 'publish'> = {
      publish: async (events, stillMine) => {
        await bus.publish(events);
        asked.push(
          await stillMine?.().then(
            () => 'ours',
            () => 'gone',
          ),
        );
        if (kills > 0) return;
        kills += 1;
        const killer = new Client({ connectionString: url });
        await killer.connect();
        await killer.query(
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
           and database = (select oid from pg_database where datname = current_database())`,
        );
        await killer.end();
        asked.push(
          await stillMine?.().then(
            () => 'ours',
            () => 'gone',
          ),
        );
      },
    };
    const errors: unknown[] = [];
    await append(
      pool,
      [1, 2, 3].map((n) => stepDraft(topic, 'a', n)),
    );
    const relay = relayOf(url, { bus: killing, onError: (error) => errors.push(error) });
    await relay.drain(DRAIN_MS).catch(() => relay.drain(DRAIN_MS));
    await bus.drain(DRAIN_MS);
    expect(kills).toBe(1);
    expect(asked).toEqual(['ours', 'gone', 'ours']);
    expect(errors.length).toBeGreaterThan(0);
    expect(delivery.counts[topic]).toMatchObject({ applied: 3, duplicate: 3 });
    expect(await transactions.run(stepsIn)).toEqual({ a: [1, 2, 3] });
  });

  it('lets one relay of a database work, and another take over', async () => {
    const { url, pool } = await databases.service();
    const topic = freshTopic('step');
    const [first, second] = [relayOf(url), relayOf(url)];
    await eventually('a relay is active', () => first.active || second.active);
    expect(first.active && second.active).toBe(false);
    const [active, idle] = first.active ? [first, second] : [second, first];
    await active.stop();
    await append(pool, [stepDraft(topic, 'a', 1)]);
    await idle.drain(DRAIN_MS);
    expect(idle.published).toBe(1);
  });

  it('keeps what cannot be published, and tells its age', async () => {
    const { url, pool } = await databases.service();
    const topic = freshTopic('step');
    let up = false;
    const flaky: Pick<Bus, 'publish'> = {
      publish: async (events) => {
        if (!up) throw new Error('the bus is away');
        await bus.publish(events);
      },
    };
    const relay = relayOf(url, { bus: flaky });
    await append(pool, [stepDraft(topic, 'a', 1)]);
    await eventually('the row was seen', () => relay.outboxAgeSeconds > 0);
    await expect(relay.drain(30)).rejects.toThrow('outbox: 1 left');
    up = true;
    await relay.drain(DRAIN_MS);
    await eventually('nothing waits', () => relay.outboxAgeSeconds === 0);
    expect(relay.published).toBe(1);
  });

  it('refuses events that break their contract, and writes none of them', async () => {
    const { pool } = await databases.service();
    const topic = freshTopic('step');
    const drafts = [stepDraft(topic, 'a', 1), stepDraft(topic, 'b', 1.5)];
    await expect(append(pool, drafts)).rejects.toThrow(ContractViolation);
    expect((await pool.query('select * from outbox')).rows).toEqual([]);
    expect(await append(pool, [])).toEqual([]);
  });
});
