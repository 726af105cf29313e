import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FeedEvent } from '@huren/events';
import { freshDatabase } from '../testing/fresh-database.ts';
import type { FreshDatabase } from '../testing/fresh-database.ts';
import { feedHeartbeat } from './heartbeat.ts';

let database: FreshDatabase;
beforeAll(async () => void (database = await freshDatabase()));
afterAll(() => database.drop());

const MINUTE_MS = 60_000;

/** A replica whose clock stands off, and whose every call is due. */
const replica = (offMs: number) => {
  let calls = 0;
  const clock = { now: () => new Date(Date.now() + offMs + (calls += 1) * MINUTE_MS) };
  return feedHeartbeat({ database, clock, publisher: 'issuer.a' });
};

describe('the heartbeat of a feed', () => {
  it('counts on in the order of the outbox, whichever replica it comes from and whatever their clocks say', async () => {
    const replicas = [replica(0), replica(10 * MINUTE_MS), replica(-10 * MINUTE_MS)];
    for (let round = 0; round < 5; round += 1) await Promise.all(replicas.map((beat) => beat()));
    const rows = await database.sql.query<{ data: FeedEvent }>(
      `select event -> 'data' as data from outbox order by seq`,
    );
    const versions = rows.map(({ data }) => data.version);
    expect(versions).toHaveLength(15);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});
