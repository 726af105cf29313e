import type { Bus, Message, MessageHandler, Transactions } from '@huren/events';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { hubMigrations } from '../../database/migrations.ts';
import { gatherTopic } from './gather-topic.ts';
import { RebuildBrokenOff, beginRebuild } from './rebuild-store.ts';

const CODES = Array.from({ length: 700 }, (_, n) => `420000.${String(n).padStart(26, '0')}`);

/** Hands over each message until it is taken or the subscription stopped, as a bus does. */
const busOf = (keys: readonly string[]) => {
  const stopped = new AbortController();
  const drain = async (handler: MessageHandler): Promise<void> => {
    const isTaken = (message: Message): Promise<boolean> =>
      handler(message, stopped.signal).then(
        () => true,
        () => false,
      );
    for (const key of keys)
      while (!(await isTaken({ event: { key } } as Message)))
        if (stopped.signal.aborted) throw new Error('has stopped');
  };
  const subscribe = ({ handler }: { handler: MessageHandler }) =>
    Promise.resolve({ drain: () => drain(handler), stop: async () => stopped.abort() });
  return { bus: { subscribe } as unknown as Bus, stopped: stopped.signal };
};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
});
afterAll(() => database.drop());
beforeEach(() => database.sql.query('truncate index_rebuild, code_record_gathered'));

const begin = async (): Promise<number> => (await database.transactions.run(beginRebuild)) ?? 0;

it('a rebuild loses nothing of what it has read where a batch fails once', async () => {
  let failures = 1;
  const failingOnce: Transactions = {
    run: (work) => (failures-- > 0 ? Promise.reject(new Error('lost')) : database.transactions.run(work)),
  };
  await gatherTopic(busOf(CODES).bus, failingOnce, await begin());
  const rows = await database.sql.query('select code_ref from code_record_gathered order by 1');
  expect(rows).toEqual(CODES.map((code_ref) => ({ code_ref })));
});

it('a rebuild that was broken off lets go of the topic at once', async () => {
  const old = await begin();
  await database.sql.query('update index_rebuild set lease_until = clock_timestamp()');
  await begin();
  const { bus, stopped } = busOf(CODES);
  await expect(gatherTopic(bus, database.transactions, old)).rejects.toThrow(RebuildBrokenOff);
  expect(stopped.aborted).toBe(true);
});
