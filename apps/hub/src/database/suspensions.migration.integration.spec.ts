import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Suspensions2026112822 } from './2026112822-suspensions.migration.ts';
import { hubMigrations } from './migrations.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
}, 60_000);

afterAll(() => database.drop());

const BEFORE = [
  { version: 1, state: 'amended', suspendedBy: null },
  { version: 2, state: 'suspended', suspendedBy: '440000' },
];
const AFTER = [
  { version: 1, state: 'amended', suspendedBy: [] },
  { version: 2, state: 'suspended', suspendedBy: ['440000'] },
];

describe('a life that was kept when one party alone could suspend', () => {
  it('is the same in the form of today, and again in that of then', async () => {
    const { sql } = database;
    await sql.query(`insert into instrument (kind, id, life) values ('agreement', 'trains', $1)`, [
      JSON.stringify(BEFORE),
    ]);
    await sql.query(`insert into instrument (kind, id, life) values ('agreement', 'empty', '[]')`);
    const migration = new Suspensions2026112822();
    const runner = { query: (text: string) => sql.query(text) } as never;
    const lives = () => sql.query('select life from instrument order by id desc');
    await migration.up(runner);
    expect(await lives()).toEqual([{ life: AFTER }, { life: [] }]);
    await migration.up(runner);
    expect(await lives()).toEqual([{ life: AFTER }, { life: [] }]);
    await migration.down(runner);
    expect(await lives()).toEqual([{ life: BEFORE }, { life: [] }]);
  });
});
