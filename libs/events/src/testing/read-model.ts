import { createDelivery, type Delivery } from '../consume/deliver.ts';
import type { EventHandler, Outcome, RunEventHandler } from '../consume/outcome.ts';
import { applyOnce } from '../inbox/apply-once.ts';
import type { Replayed } from '../dead-letters/replay.ts';
import type { Message } from '../port/event.ts';
import type { Sql, Transactions } from '../port/sql.ts';
import type { State, Step } from './topics.ts';
import { testContracts } from './topics.ts';

export const readModelSchema = `
create table state (id text primary key, version int not null, body json not null);
create table step (place bigint generated always as identity, id text not null, step int not null);
`;

const UPSERT = `
insert into state (id, version, body) values ($1, $2, $3)
on conflict (id) do update set version = excluded.version, body = excluded.body
where state.version < excluded.version returning version`;

/** Throws for what is in `bad`, as code with a fault would. */
export type Faults = Set<string>;

const faultOf = (faults: Faults, name: string): void => {
  if (faults.has(name)) throw new Error(`cannot apply ${name}`);
};

const applyState = async (tx: Sql, { event }: Message, faults: Faults): Promise<Outcome> => {
  const { id, version } = event.data as State;
  faultOf(faults, `${id}@${version}`);
  const rows = await tx.query(UPSERT, [id, version, JSON.stringify(event.data)]);
  return rows.length > 0 ? 'applied' : 'stale';
};

/** Keeps the newest state of each key; an older one is stale. */
export const stateHandler =
  (transactions: Transactions, faults: Faults): EventHandler =>
  (message) =>
    transactions.run((tx) => applyState(tx, message, faults));

/** The same for several at once, in one transaction; notes how many came together. */
export const stateRunHandler =
  (transactions: Transactions, faults: Faults, runs: number[]): RunEventHandler =>
  (messages) =>
    transactions.run(async (tx) => {
      const outcomes: Outcome[] = [];
      for (const message of messages) outcomes.push(await applyState(tx, message, faults));
      runs.push(messages.length);
      return outcomes;
    });

/** Appends each step once. */
export const stepHandler =
  (transactions: Transactions, consumer: string, faults: Faults): EventHandler =>
  ({ event }) =>
    transactions.run((tx) =>
      applyOnce(tx, consumer, event.id, async () => {
        const { id, step } = event.data as Step;
        await tx.query('insert into step (id, step) values ($1, $2)', [id, step]);
        faultOf(faults, `${id}:${step}`);
      }),
    );

export const deliveryOf = (
  transactions: Transactions,
  consumer: string,
  handler: EventHandler,
  runHandler?: RunEventHandler,
  keeper?: 'database' | 'process',
): Delivery =>
  createDelivery({
    transactions,
    consumer,
    handler,
    runHandler,
    ...(keeper ? { keeper } : {}),
    contracts: testContracts,
    retry: { wait: async () => {} },
  });

export const resultsOf = ({ letters }: Replayed): string[] => letters.map(({ result }) => result);

export const statesIn = async (tx: Sql): Promise<Record<string, unknown>> => {
  const rows = await tx.query<{ id: string; body: unknown }>('select id, body from state order by id');
  return Object.fromEntries(rows.map(({ id, body }) => [id, body]));
};

export const stepsIn = async (tx: Sql): Promise<Record<string, number[]>> => {
  const rows = await tx.query<{ id: string; step: number }>('select id, step from step order by place');
  return rows.reduce<Record<string, number[]>>(
    (all, { id, step }) => ({ ...all, [id]: [...(all[id] ?? []), step] }),
    {},
  );
};
