import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DecisionsInLine2026112941 } from './2026112941-decisions-in-line.migration.ts';
import { hubMigrations } from './migrations.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
}, 60_000);

afterAll(() => database.drop());

/** Whether PostgreSQL compresses what is kept of new decisions of three kilobytes, in whichever partition. */
const compressed = async (): Promise<unknown> => {
  await database.sql.query(
    `insert into decision (decision_id, decided_at, body, used, engine)
     select gen_random_uuid(), now(), repeat('explained ', 300), '{}', '2' from generate_series(1, 100)`,
  );
  const answer = await database.sql.query(
    'select distinct pg_column_compression(body) is not null as compressed from decision',
  );
  await database.sql.query('delete from decision');
  return answer;
};

describe('a decision with its explanation', () => {
  it('is kept as it is, and no time is lost on compressing it', async () => {
    expect(await compressed()).toEqual([{ compressed: false }]);
    const migration = new DecisionsInLine2026112941();
    const runner = { query: (text: string) => database.sql.query(text) } as never;
    await migration.down(runner);
    expect(await compressed()).toEqual([{ compressed: true }]);
    await migration.up(runner);
    expect(await compressed()).toEqual([{ compressed: false }]);
  });
});
