import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendToOutbox, canaryTopic, draftOf, isTransient, startRelay } from '@huren/events';
import type { BusEvent } from '@huren/events';
import { openDatabase } from '@huren/platform';
import type { ServiceDatabase } from '@huren/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { serverUrl } from '../postgres/server-url.ts';
import { testDatabase } from '../postgres/test-database.ts';
import type { TestDatabase } from '../postgres/test-database.ts';
import { openLink } from './tcp-link.ts';
import type { TcpLink } from './tcp-link.ts';

const BOUNDS = { connectionTimeoutMillis: 500, statement_timeout: 300, query_timeout: 500 };

const CANARY = draftOf(canaryTopic, {
  source: '/hub',
  time: '2020-03-16T09:00:00+08:00',
  data: {
    hub: '6f2c1d1e-6f0c-4b8e-9d5b-1f2a3b4c5d6e',
    version: 1,
    sentAt: '2020-03-16T09:00:00+08:00',
    result: 'recognised',
  },
});

let database: TestDatabase;
let link: TcpLink;
const closes: (() => Promise<unknown>)[] = [];

const through = (url: string): string => {
  const linked = new URL(url);
  Object.assign(linked, { hostname: '127.0.0.1', port: String(link.port) });
  return linked.href;
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it never came');
    await delay(20);
  }
};

beforeEach(async () => {
  database = await testDatabase();
  const { hostname, port } = new URL(serverUrl());
  link = await openLink({ host: hostname, port: Number(port) });
});

afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
  await link.close();
  await database.drop();
});

const open = async (): Promise<ServiceDatabase> => {
  const server = through(serverUrl());
  const opened = await openDatabase({
    server,
    name: database.name,
    migrations: [],
    poolSize: 1,
    bounds: { ...BOUNDS, idle_in_transaction_session_timeout: 500 },
  });
  closes.push(opened.close);
  return opened;
};

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a service whose connections to its database are half open', () => {
  it('gives them up and goes on with new ones', async () => {
    const { sql } = await open();
    await sql.query('select 1');
    link.sever('forgotten');
    expect(isTransient(await failureOf(sql.query('select 1')))).toBe(true);
    expect(await sql.query('select 2 as n')).toEqual([{ n: 2 }]);
  });

  it('gives up a connection under a transaction, and the server gives up its locks', async () => {
    const { sql, transactions } = await open();
    await sql.query('create table thing (id int)');
    const work = transactions.run(async (tx) => {
      await tx.query('lock table thing');
      link.sever('forgotten');
      await tx.query('select 1');
    });
    expect(isTransient(await failureOf(work))).toBe(true);
    await until(() =>
      sql.query('select * from thing').then(
        () => true,
        () => false,
      ),
    );
  });

  it('gives up a statement that takes too long, and a server that takes no connection', async () => {
    const { sql } = await open();
    expect(isTransient(await failureOf(sql.query('select pg_sleep(30)')))).toBe(true);
    link.sever('silent');
    expect(isTransient(await failureOf(sql.query('select 1')))).toBe(true);
    expect(isTransient(await failureOf(sql.query('select 1')))).toBe(true);
  });

  it('publishes on: its relay gets back the lock that the server kept for it', async () => {
    const published: BusEvent[] = [];
    const relay = startRelay({
      database: { ...BOUNDS, connectionString: through(database.url) },
      bus: { publish: async (events) => void published.push(...events) },
      idleMs: 1_000,
    });
    closes.push(relay.stop);
    await until(() => relay.active);
    link.sever('forgotten');
    await database.transactions.run((tx) => appendToOutbox(tx, [CANARY]));
    await until(() => published.length > 0);
    expect(published).toHaveLength(1);
  });

  it('keeps its lock while the bus takes its time', async () => {
    const told: string[] = [];
    const relay = startRelay({
      database: {
        ...BOUNDS,
        connectionString: through(database.url),
        idle_in_transaction_session_timeout: 1_000,
      },
      bus: {
        publish: async (_, stillMine) => {
          await delay(2_500);
          told.push(
            await Promise.resolve(stillMine?.()).then(
              () => 'ours',
              () => 'gone',
            ),
          );
        },
      },
      idleMs: 1_000,
    });
    closes.push(relay.stop);
    await database.transactions.run((tx) => appendToOutbox(tx, [CANARY]));
    await until(() => told.length > 0);
    expect(told).toEqual(['ours']);
  });
});
