import type { Bus, Message, MessageHandler, Transactions } from '@huren/events';
import { testDatabase } from '@huren/testing';
import { expect, it } from '@jest/globals';
import { hubMigrations } from '../../database/migrations.ts';
import { gatherTopic } from './gather-topic.ts';
import { beginRebuild } from './rebuild-store.ts';

const CODES = Array.from({ length: 700 }, (_, n) => `420000.${String(n).padStart(26, '0')}`);

/** Hands over each message until it is taken, as a bus does. */
const busOf = (keys: readonly string[]): Bus => {
  const drain = async (handler: MessageHandler): Promise<void> => {
    const signal = new AbortController().signal;
    for (const key of keys) {
      const message = { event: { key } } as Message;
      while (
        !(await handler(message, signal).then(
          () => true,
          () => false,
        ))
      );
    }
  };
  return {
    subscribe: ({ handler }: { handler: MessageHandler }) =>
      Promise.resolve({ drain: () => drain(handler), stop: () => Promise.resolve() }),
  } as unknown as Bus;
};

it('a rebuild loses nothing of what it has read where a batch fails once', async () => {
  const database = await testDatabase({ migrations: hubMigrations });
  try {
    let failures = 1;
    const failingOnce: Transactions = {
      run: (work) => (failures-- > 0 ? Promise.reject(new Error('lost')) : database.transactions.run(work)),
    };
    const generation = (await database.transactions.run(beginRebuild)) ?? 0;
    await gatherTopic(busOf(CODES), failingOnce, generation);
    const rows = await database.sql.query('select code_ref from code_record_gathered order by 1');
    expect(rows).toEqual(CODES.map((code_ref) => ({ code_ref })));
  } finally {
    await database.drop();
  }
});
