import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Sql } from '@huren/events';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { hubMigrations } from '../database/migrations.ts';
import { takeTurn } from './canary-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
});
afterAll(() => database.drop());

const take = (hub: string, version: number) => (tx: Sql) => takeTurn(tx, hub, version);

it('a canary that a later one has overtaken is not sent, and another hub is not held up', async () => {
  const [hub, other] = [randomUUID(), randomUUID()];
  const turns: boolean[] = [];
  for (const turn of [take(hub, 2), take(hub, 1), take(hub, 3), take(other, 1)])
    turns.push(await database.transactions.run(turn));
  expect(turns).toEqual([true, false, true, true]);
});

it('a canary waits for an earlier one whose transaction is open', async () => {
  const hub = randomUUID();
  const done: number[] = [];
  const send = (version: number, meanwhile: () => Promise<unknown>) =>
    database.transactions.run(async (tx) => {
      await takeTurn(tx, hub, version);
      await meanwhile();
      done.push(version);
    });
  let second: Promise<void> | undefined;
  await send(1, async () => {
    second = send(2, async () => undefined);
    await untilWaiting();
  });
  await second;
  expect(done).toEqual([1, 2]);
});

const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

const untilWaiting = async (): Promise<void> => {
  while ((await database.sql.query(WAITING)).length === 0);
};
