import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../postgres/test-database.ts';
import { eventsWaiting, onDatabase } from './read-databases.ts';

describe('what a service has still to publish', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const waiting = (): Promise<number> => onDatabase(database.url, database.name, eventsWaiting);
  const write = (topic: string) =>
    database.sql.query('insert into outbox (event) values ($1)', [JSON.stringify({ topic })]);

  it('is every event but those of the canary, which sings while the checker reads', async () => {
    expect(await waiting()).toBe(0);
    await write('huren.canary.v1');
    expect(await waiting()).toBe(0);
    await write('huren.code.status.v1');
    expect(await waiting()).toBe(1);
  });
});
