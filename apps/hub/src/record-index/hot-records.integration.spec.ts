import type { VersionedCache } from '@huren/platform';
import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { hubMigrations } from '../database/migrations.ts';
import { hotRecords } from './hot-records.ts';
import type { HotRecord } from './hot-records.ts';
import { postgresRecordIndex } from './record-index.postgres.ts';

const CODE = '420000.00000000000000000000000001' as CodeRef;
const OTHER = '420000.00000000000000000000000002' as CodeRef;

const record = (codeRef: CodeRef, version: number): HealthCodeRecord => ({
  standard: '1.0',
  codeRef,
  issuer: '420000',
  scheme: 'domestic',
  subject: '0123456789abcdefghjkmnpqrstvwxyz' as HealthCodeRecord['subject'],
  colour: 'green',
  covers: [],
  reasons: [],
  issuedAt: '2020-03-01T08:00:00+08:00',
  validUntil: '2020-05-01T08:00:00+08:00',
  version,
});

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
});
afterAll(() => database.drop());
beforeEach(() => database.sql.query('truncate code_record, feed'));

/** A cache whose floors are seen and that keeps all else for ever. */
const watched = () => {
  const kept = new Map<string, HotRecord>();
  const raised: [string, number][] = [];
  const cache: VersionedCache<HotRecord> = {
    recall: async (keys) => ({
      found: new Map([...kept].filter(([key]) => keys.includes(key))),
      keep: async (read) => read.forEach(({ value }, key) => kept.set(key, value)),
    }),
    raise: async (floors) => void raised.push(...floors),
  };
  const time = { now: new Date('2020-03-16T09:00:00+08:00') };
  const metrics = new Registry();
  const hot = hotRecords({ cache, lifeMs: 2000, clock: { now: () => time.now }, metrics });
  return { hot, kept, raised, time, metrics };
};

const index = () => postgresRecordIndex(database.sql);

describe('hot records', () => {
  it('are found as they were read, with the age of their feed as it was read', async () => {
    const { hot, metrics } = watched();
    await index().apply([record(CODE, 1)]);
    await index().feedsComplete([{ issuer: '420000', at: new Date('2020-03-16T01:00:00Z') }]);
    const first = await hot.find(database.sql, [CODE]);
    await index().apply([record(CODE, 2)]);
    await index().feedsComplete([{ issuer: '420000', at: new Date('2020-03-16T01:00:05Z') }]);
    expect(await hot.find(database.sql, [CODE])).toEqual(first);
    expect(first.get(CODE)).toMatchObject({
      record: { version: 1 },
      feedCompleteAt: new Date('2020-03-16T01:00:00Z'),
    });
    const text = await metrics.metrics();
    expect(text).toContain('huren_hub_records_asked_total{from="cache"} 1');
    expect(text).toContain('huren_hub_records_asked_total{from="database"} 1');
  });

  it('are read again when the domain clock was moved, forwards or back', async () => {
    const { hot, time } = watched();
    await index().apply([record(CODE, 1)]);
    await hot.find(database.sql, [CODE]);
    await index().apply([record(CODE, 2)]);
    for (const moved of ['2020-03-16T09:00:03+08:00', '2020-03-16T08:59:50+08:00']) {
      time.now = new Date(moved);
      expect((await hot.find(database.sql, [CODE])).get(CODE)).toMatchObject({ record: { version: 2 } });
    }
  });

  it('are records alone: what is unknown or erased is asked of the database each time', async () => {
    const { hot, kept } = watched();
    await index().apply([{ codeRef: OTHER, version: 3, erased: true }]);
    const found = await hot.find(database.sql, [CODE, OTHER]);
    expect([...found.values()].map(({ kind }) => kind)).toEqual(['unknown', 'erased']);
    expect(kept.size).toBe(0);
  });

  it('give way to what supersedes them, and wholly where versions may fall', async () => {
    const { hot, raised } = watched();
    await hot.superseded([{ codeRef: CODE, version: 7 }]);
    await hot.unsettled([OTHER]);
    expect(raised).toEqual([
      [CODE, 7],
      [OTHER, Number.MAX_SAFE_INTEGER],
    ]);
  });
});
