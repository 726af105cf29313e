import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hubMigrations } from '../database/migrations.ts';
import type { Applied } from './record-index.ts';
import { postgresRecordIndex } from './record-index.postgres.ts';

const CODE = '420000.00000000000000000000000001' as CodeRef;

const state = (version: number, colour: HealthCodeRecord['colour'] = 'green'): HealthCodeRecord => ({
  standard: '1.0',
  codeRef: CODE,
  issuer: '420000',
  scheme: 'domestic',
  subject: '0123456789abcdefghjkmnpqrstvwxyz' as HealthCodeRecord['subject'],
  colour,
  covers: [],
  reasons: [],
  issuedAt: '2020-03-01T08:00:00+08:00',
  validUntil: '2020-05-01T08:00:00+08:00',
  version,
});
const erased = (version: number) => ({ codeRef: CODE, version, erased: true }) as const;

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
});
afterAll(() => database.drop());
beforeEach(() => database.sql.query('truncate code_record'));

type States = Parameters<ReturnType<typeof postgresRecordIndex>['apply']>[0];
const apply = (...states: States): Promise<Applied[]> => postgresRecordIndex(database.sql).apply(states);

const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** What comes of a state that waits for another transaction, which applies one of its own first. */
const behind = async (first: HealthCodeRecord, second: HealthCodeRecord): Promise<Applied[]> => {
  const waits: { applied?: Promise<Applied[]> } = {};
  await database.transactions.run(async (tx) => {
    await postgresRecordIndex(tx).apply([first]);
    waits.applied = database.transactions.run((other) => postgresRecordIndex(other).apply([second]));
    const deadline = performance.now() + 20_000;
    while ((await database.sql.query(WAITING)).length === 0)
      if (performance.now() > deadline) throw new Error('nobody waits');
  });
  return waits.applied ?? [];
};

describe('the record index', () => {
  it('takes what is newer, and tells what is older, equal, or other under an equal version', async () => {
    expect(await apply(state(7))).toEqual(['applied']);
    expect(await apply(state(6), state(7), state(7, 'red'), state(8))).toEqual([
      'stale',
      'stale',
      'stale',
      'applied',
    ]);
    expect(await apply(state(8), state(8, 'red'))).toEqual(['duplicate', 'conflict']);
    expect(await apply(state(9), state(9), state(9, 'red'))).toEqual(['applied', 'duplicate', 'conflict']);
  });

  it('keeps the version of what was erased', async () => {
    await apply(state(7));
    expect(await apply(erased(8), state(8), erased(8), state(7))).toEqual([
      'applied',
      'conflict',
      'duplicate',
      'stale',
    ]);
    expect((await postgresRecordIndex(database.sql).find([CODE])).get(CODE)).toEqual({ kind: 'erased' });
  });

  it.each([0, 6])(
    'tells the same of what came first in another transaction, version %i before',
    async (before) => {
      if (before > 0) await apply(state(before));
      expect(await behind(state(7), state(7))).toEqual(['duplicate']);
      await database.sql.query('truncate code_record');
      if (before > 0) await apply(state(before));
      expect(await behind(state(7), state(7, 'red'))).toEqual(['conflict']);
    },
  );
});
