import { describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { emptyDatabase, testDatabase } from './test-database.ts';

class Things2026010101 implements MigrationInterface {
  name = 'Things2026010101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table thing (id int primary key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table thing');
  }
}

describe('a test database', () => {
  it('is migrated, and its own', async () => {
    const options = { migrations: [Things2026010101] };
    const [one, other] = await Promise.all([testDatabase(options), testDatabase(options)]);
    await one.sql.query('insert into thing values (1)');
    expect(await one.sql.query('select id from thing')).toEqual([{ id: 1 }]);
    expect(await other.sql.query('select id from thing')).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('is gone when dropped', async () => {
    const dropped = await emptyDatabase();
    await dropped.drop();
    const database = await testDatabase();
    const found = await database.sql.query('select 1 from pg_database where datname = $1', [dropped.name]);
    expect(found).toEqual([]);
    await database.drop();
  });
});
