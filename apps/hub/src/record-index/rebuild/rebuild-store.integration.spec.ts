import type { Bus, CodeEvent } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hubMigrations } from '../../database/migrations.ts';
import type { HubContext } from '../../hub-context.ts';
import { mergeBatch, removeOthers } from './merge-gathered.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { RebuildBrokenOff, beginRebuild, gather, lastRebuild, noteAlive, noteEnd } from './rebuild-store.ts';

const CODE = '420000.00000000000000000000000001' as CodeRef;
const STATE = { codeRef: CODE, version: 1, erased: true } as CodeEvent;

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
});
afterAll(() => database.drop());
beforeEach(() => database.sql.query('truncate code_record, index_rebuild, code_record_gathered'));

const begin = (): Promise<number | undefined> => database.transactions.run(beginRebuild);
const gatherFor = (generation: number): Promise<void> =>
  database.transactions.run((tx) => gather(tx, generation, [{ codeRef: CODE, state: STATE }]));
const removeFor = (generation: number) =>
  database.transactions.run((tx) => removeOthers(tx, generation, '', 10));

/** A rebuild whose process stood still for longer than its lease. */
const asleep = async (): Promise<number> => {
  const generation = (await begin()) ?? 0;
  await gatherFor(generation);
  await database.sql.query('update index_rebuild set lease_until = clock_timestamp()');
  return generation;
};

const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

const untilSome = async (query: string): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while ((await database.sql.query(query)).length === 0)
    if (performance.now() > deadline) throw new Error(`never: ${query}`);
};

describe('a rebuild that stood still for too long', () => {
  it('writes nothing any more once another has begun: neither gathers, nor merges, nor removes', async () => {
    const old = await asleep();
    const fresh = (await begin()) ?? 0;
    expect(fresh).toBeGreaterThan(old);
    await database.sql.query(
      `insert into code_record (code_ref, issuer, version, record, generation) values ($1, '420000', 1, null, 0)`,
      [CODE],
    );
    await noteAlive(database.sql, old);
    await noteEnd(database.sql, old, { state: 'done' });
    await expect(gatherFor(old)).rejects.toThrow(RebuildBrokenOff);
    await expect(database.transactions.run((tx) => mergeBatch(tx, old, '', 10))).rejects.toThrow(
      RebuildBrokenOff,
    );
    await expect(removeFor(old)).rejects.toThrow(RebuildBrokenOff);
    await gatherFor(fresh);
    expect(await removeFor(fresh)).toEqual({ last: CODE, gone: [] });
    expect(await database.sql.query('select state, error from index_rebuild order by generation')).toEqual([
      { state: 'failed', error: 'broken_off' },
      { state: 'waiting', error: null },
    ]);
  });

  it('goes on where no other has begun', async () => {
    const old = await asleep();
    await expect(removeFor(old)).rejects.toThrow(RebuildBrokenOff);
    await noteAlive(database.sql, old);
    expect(await removeFor(old)).toEqual({ last: undefined, gone: [] });
    expect(await begin()).toBeUndefined();
  });

  it('is not broken off under a transaction of its own', async () => {
    const old = (await begin()) ?? 0;
    await database.sql.query(
      `update index_rebuild set lease_until = clock_timestamp() + interval '3 seconds'`,
    );
    let beginning: Promise<number | undefined> | undefined;
    await database.transactions.run(async (tx) => {
      await removeOthers(tx, old, '', 10);
      await untilSome('select 1 from index_rebuild where lease_until < clock_timestamp()');
      beginning = begin();
      await untilSome(WAITING);
      await noteAlive(tx, old);
    });
    expect(await beginning).toBeUndefined();
    expect(await lastRebuild(database.sql)).toMatchObject({ generation: old, state: 'waiting' });
  });
});

it('a rebuild ends as failed, with its reason, where what was written before it is not published in time', async () => {
  const generation = (await begin()) ?? 0;
  await database.sql.query(`insert into outbox (event) values ('{}')`);
  const context = { database } as unknown as HubContext;
  await expect(rebuildIndex(generation, {} as Bus, context, 50)).rejects.toThrow('not published in time');
  expect(await lastRebuild(database.sql)).toMatchObject({ state: 'failed', error: 'not_published' });
  await database.sql.query('truncate outbox');
});
