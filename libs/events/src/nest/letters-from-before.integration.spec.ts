import { expect, it } from '@jest/globals';
import type { Bus } from '../port/bus.ts';
import { startDatabases } from '../testing/databases.ts';
import { BusServer } from './bus-server.ts';

const INSERT = `
insert into dead_letter (consumer, topic, "partition", "offset", key, event, state, attempts)
values ($1, 'a', 0, 1, 'b', '{"data": {}}', 'failed', 1)`;

it('a process that reads everything again forgets what was kept in the database for those before it', async () => {
  const databases = await startDatabases();
  try {
    const { pool, transactions } = await databases.service();
    for (const consumer of ['replica', 'shared']) await pool.query(INSERT, [consumer]);
    const bus = { subscribe: () => Promise.resolve({}) } as unknown as Bus;
    const server = new BusServer({ bus, transactions });
    for (const mode of ['replica', 'shared'])
      server.addHandler('a', () => Promise.resolve(), true, { group: mode, mode });
    await new Promise<void>((resolve, reject) =>
      server.listen((error) => (error === undefined ? resolve() : reject(error as Error))),
    );
    expect((await pool.query('select consumer from dead_letter')).rows).toEqual([{ consumer: 'shared' }]);
  } finally {
    await databases.stop();
  }
}, 60_000);
