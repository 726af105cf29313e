import { appendToOutbox, outboxSchema, startRelay } from '@huren/events';
import type { Bus, CodeEvent, EventDraft, OutboxRelay } from '@huren/events';
import { openDatabase } from '@huren/platform';
import type { ServiceDatabase } from '@huren/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service's database: its state, and its outbox. */
class Founding2026112601 implements MigrationInterface {
  name = 'Founding2026112601';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table code (code_ref text primary key)');
    await runner.query(outboxSchema);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('it only goes forward'));
  }
}

const STATE = 'insert into code select unnest($1::text[])';

/** What publishes: states and their events in one transaction, and the relay of every service. */
export type Source = {
  readonly database: ServiceDatabase;
  /** Writes states and their events in one transaction. */
  write(drafts: readonly EventDraft<CodeEvent>[]): Promise<void>;
  startRelay(): OutboxRelay;
  close(): Promise<void>;
};

const told = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);

export const openSource = async (server: string, bus: Bus): Promise<Source> => {
  const database = await openDatabase({ server, name: 'bench_source', migrations: [Founding2026112601] });
  return {
    database,
    write: (drafts) =>
      database.transactions.run(async (tx) => {
        await tx.query(STATE, [drafts.map(({ data }) => data.codeRef)]);
        await appendToOutbox(tx, drafts);
      }),
    startRelay: () => startRelay({ database: database.url, bus, onError: told }),
    close: database.close,
  };
};
