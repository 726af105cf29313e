import { Client } from 'pg';
import type { Contracts } from '../contracts/registry.ts';
import type { OnBusError } from '../port/bus.ts';
import { patientConfigOf, type Database } from '../postgres/database.ts';
import { sqlOf } from '../postgres/pool.ts';
import { compact } from './compaction.ts';

export interface TidyingOptions {
  database: Database;
  contracts: Contracts;
  /** How long after the opening it runs by itself for the first time. */
  firstMs: number;
  /** How long after each run comes the next. */
  everyMs: number;
  onError: OnBusError;
}

/** Keeps the log tidy. */
export interface Tidying {
  /** Removes what need not be kept any more, which takes as long as it takes. Answers how much it was. */
  now(): Promise<number>;
  /** Breaks off what is under way. */
  stop(): Promise<void>;
}

/** Tidies the log by itself, on a connection of its own, again and again; not at once, for a start does not wait for it. */
export const startTidying = ({ database, contracts, firstMs, everyMs, onError }: TidyingOptions): Tidying => {
  const clients = new Set<Client>();
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();

  const now = async (): Promise<number> => {
    const client = new Client(patientConfigOf(database));
    // What is under way then rejects.
    client.on('error', () => undefined);
    clients.add(client);
    try {
      await client.connect();
      return await compact(sqlOf(client), contracts);
    } finally {
      clients.delete(client);
      await client.end();
    }
  };
  const byItself = async (): Promise<void> => {
    await now().catch((error: unknown) => stopped || onError(error, 'log'));
    if (!stopped) timer = runIn(everyMs);
  };
  const runIn = (ms: number): NodeJS.Timeout => setTimeout(() => void (running = byItself()), ms).unref();
  let timer = runIn(firstMs);

  return {
    now,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      for (const client of clients) await client.end();
      await running;
    },
  };
};
