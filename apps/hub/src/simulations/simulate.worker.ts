import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { partWorker } from './simulate-part.ts';
import type { Job, Part } from './simulate-part.ts';

/** A thread of a simulation: takes parts, answers tallies, on a connection that can only read. */
const { connection, job } = workerData as { readonly connection: pg.ClientConfig; readonly job: Job };

const client = new pg.Client({ ...connection, application_name: 'huren simulation' });
await client.connect();
await client.query('set session characteristics as transaction isolation level repeatable read, read only');

const simulate = partWorker(
  { query: async <T>(text: string, params?: unknown[]) => (await client.query(text, params)).rows as T[] },
  job,
);

parentPort?.on('message', (part: Part) => {
  void (async () => {
    await client.query('begin');
    const tally = await simulate(part);
    await client.query('commit');
    parentPort?.postMessage(tally);
  })().catch((error: unknown) => {
    queueMicrotask(() => {
      throw error;
    });
  });
});
