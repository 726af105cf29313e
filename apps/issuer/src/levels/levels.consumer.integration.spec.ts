import type { Outcome, RegionEvent } from '@huren/events';
import type { RiskLevel } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { issuerMigrations } from '../database/migrations.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { applyInHubei, contextOf } from '../testing/hubei.ts';
import { LevelsConsumer } from './levels.consumer.ts';

let database: TestDatabase;
let context: IssuerContext;
let consumer: LevelsConsumer;

beforeAll(async () => {
  database = await testDatabase({ migrations: issuerMigrations });
  context = contextOf(database, () => new Date('2020-03-16T09:00:00+08:00'));
  consumer = new LevelsConsumer(context);
});
afterAll(() => database.drop());

beforeEach(() => database.sql.query('truncate code, region_level cascade'));

const since = '2020-03-01T00:00:00+08:00';
const graded = (level: RiskLevel, version: number): Promise<Outcome> =>
  consumer.onLevel({
    division: '110106',
    level,
    version,
    scheme: 'cn-2020-02',
    unit: 'county',
    since,
    history: [],
  } as RegionEvent);

const STAYS = [
  { leftOn: '2020-03-14', division: '110106' },
  { leftOn: '2020-03-13', division: '110105' },
] as const;

const colours = async (): Promise<string[]> => {
  const rows = await database.sql.query<{ colour: string }>(`select record ->> 'colour' as colour from code`);
  return rows.map(({ colour }) => colour);
};

const waitsForALock = async (): Promise<boolean> => {
  const rows = await database.sql.query(
    `select 1 from pg_locks where not granted and locktype = 'advisory'
       and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.length > 0;
};

it('a level that commits while an application is open colours its code', async () => {
  let told: Promise<unknown> = Promise.resolve();
  await database.transactions.run(async (tx) => {
    await applyInHubei(tx, context, STAYS);
    let isTold = false;
    told = graded('high', 1).finally(() => (isTold = true));
    while (!isTold && !(await waitsForALock())) await delay(5);
  });
  expect(await told).toBe('applied');
  expect(await colours()).toEqual(['yellow']);
});

it('a level of another version that is no newer is not taken, and its codes are as the newest says', async () => {
  await database.transactions.run((tx) => applyInHubei(tx, context, STAYS));
  expect(await graded('high', 2)).toBe('applied');
  expect(await graded('low', 1)).toBe('stale');
  expect(await graded('low', 2)).toBe('applied');
  expect(await colours()).toEqual(['yellow']);
});

it('a level that is delivered again colours what was not reached the first time', async () => {
  await database.transactions.run((tx) => applyInHubei(tx, context, STAYS));
  await database.sql.query(
    `insert into region_level (division, version, level) values ('110106', 1, 'high')`,
  );
  expect(await colours()).toEqual(['green']);
  expect(await graded('high', 1)).toBe('applied');
  expect(await colours()).toEqual(['yellow']);
});
