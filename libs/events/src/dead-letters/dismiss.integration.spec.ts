import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import type { Delivery } from '../consume/deliver.ts';
import type { BusEvent } from '../port/event.ts';
import { boundedConnection } from '../postgres/database.ts';
import { poolTransactions } from '../postgres/pool.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { eventually, freshTopic } from '../testing/harness.ts';
import { by, lettersConsumer } from '../testing/letters-consumer.ts';
import { stateEvent, stepEvent, testContracts, type Step } from '../testing/topics.ts';
import { START } from './select.ts';
import { createLetterStore } from './store.ts';
let databases: TestDatabases;
beforeAll(async () => {
  databases = await startDatabases();
}, 60_000);
afterAll(() => databases.stop());

const consumerOf = (events: readonly BusEvent[], keeper?: 'process') =>
  lettersConsumer(databases, events, keeper);

const keysOf = async (delivery: Delivery): Promise<string[]> =>
  (await delivery.letters()).map(({ key }) => key);

const WAITS = `select 1 from pg_locks where not granted and pid <> pg_backend_pid()
   and (database is null or database = (select oid from pg_database where datname = current_database()))`;

const KINDS = [
  ['states', (key: string) => stateEvent(freshTopic('state'), key, 1)],
  ['steps', (key: string) => stepEvent(freshTopic('step'), key, 1)],
] as const;

describe('dead letters that are dismissed', () => {
  it('are gone, with a trace of each that says what it was, on whose word and why it went', async () => {
    const topic = freshTopic('state');
    const events = ['a', 'b', 'c'].map((key) => stateEvent(topic, key, 7));
    const { delivery, dismiss, traces } = await consumerOf(events);
    const [letter] = await delivery.letters({ topic, key: 'b' });
    expect(await dismiss({ topic, key: 'b' }, { dryRun: true })).toMatchObject([
      { key: 'b', state: 'failed' },
    ]);
    expect([(await delivery.letters()).length, await traces()]).toEqual([3, []]);
    const { id, attempts, at } = letter ?? {};
    expect(await dismiss({ topic, key: 'b' })).toEqual([
      { id, consumer: 'c', topic, partition: 0, offset: 2, key: 'b', state: 'failed' },
    ]);
    expect(await keysOf(delivery)).toEqual(['a', 'c']);
    const { id: eventId, source, type, time, dataschema } = events[1]!;
    expect(await traces()).toEqual([
      {
        ...{ id, consumer: 'c', topic, partition: 0, offset: 2, key: 'b', state: 'failed', attempts, at },
        ...{ eventId, source, type, time, dataschema, stateVersion: 7, keeper: 'database' },
        ...{ error: { code: 'error', name: 'Error' }, ...by },
        ...{ digest: expect.stringMatching(/^sm3:[0-9a-f]{64}$/), dismissedAt: expect.any(Date) },
      },
    ]);
  });

  it('are dismissed once: again there is nothing to dismiss and no trace of it', async () => {
    const { dismiss, traces } = await consumerOf([stateEvent(freshTopic('state'), 'a', 1)]);
    expect(await dismiss('all')).toHaveLength(1);
    expect(await dismiss('all')).toEqual([]);
    expect(await traces()).toHaveLength(1);
  });

  it('leave what is parked behind them, which is replayed in order without them', async () => {
    const topic = freshTopic('step');
    const { delivery, deliver, dismiss, model, traces } = await consumerOf(
      [0, 1, 2].map((n) => stepEvent(topic, 'a', n)),
    );
    const [head] = await delivery.letters();
    expect(await dismiss({ id: head?.id ?? '' })).toHaveLength(1);
    const steps: number[] = [];
    model.handler = async ({ data }) => void steps.push((data as Step).step);
    await deliver(stepEvent(topic, 'a', 3), 4);
    expect((await delivery.letters()).map(({ offset, state }) => [offset, state])).toEqual(
      [2, 3, 4].map((offset) => [offset, 'parked']),
    );
    await delivery.replay('all');
    expect([steps, await delivery.letters()]).toEqual([[1, 2, 3], []]);
    expect((await traces()).map(({ offset }) => offset)).toEqual([1]);
  });

  it.each(KINDS)(
    'stay while a replay of %s is at work on them, however long, and what it applies is not dismissed',
    async (_, eventOf) => {
      const { delivery, dismiss, model, now, traces, url } = await consumerOf(['a', 'b'].map(eventOf));
      const { promise: applied, resolve: apply } = Promise.withResolvers<void>();
      const { promise: atWork, resolve: begin } = Promise.withResolvers<void>();
      model.handler = () => (begin(), applied);
      const replaying = delivery.replay({ topic: (await delivery.letters())[0]?.topic ?? '' });
      await atWork;
      const pool = new Pool({ connectionString: url, ...boundedConnection, statement_timeout: 50 });
      const bounded = createLetterStore(poolTransactions(pool), 'c', testContracts);
      const step = await bounded.dismiss('all', { ...by, until: await now() });
      expect(step).toEqual({ letters: [], next: START });
      await pool.end();
      apply();
      const [one] = (await replaying).letters;
      expect(one).toMatchObject({ result: 'applied' });
      expect(await dismiss('all')).toHaveLength(1);
      expect((await traces()).map(({ key }) => key)).not.toContain(one?.key);
    },
  );

  it.each(KINDS)('are not applied by a replay of %s that begins while they go', async (_, eventOf) => {
    const { delivery, dismiss, ends, model, query, traces } = await consumerOf([eventOf('a')]);
    let handled = 0;
    model.handler = async () => void (handled += 1);
    const [{ topic = '' } = {}] = await delivery.letters();
    const { promise: committed, resolve: commit } = Promise.withResolvers<void>();
    const { promise: removed, resolve: remove } = Promise.withResolvers<void>();
    ends.push(() => (remove(), committed));
    const dismissing = dismiss({ topic });
    await removed;
    const replaying = delivery.replay({ topic });
    await eventually('it waits', async () => (await query(WAITS)).length > 0);
    commit();
    expect([(await replaying).letters, handled]).toEqual([[], 0]);
    expect([(await dismissing).length, (await traces()).length]).toEqual([1, 1]);
  });

  it('have no trace where a newer state takes them away first', async () => {
    const topic = freshTopic('state');
    const { dismiss, query, traces, transactions } = await consumerOf(
      ['a', 'b'].map((key) => stateEvent(topic, key, 1)),
    );
    const { dismissing } = await transactions.run(async (tx) => {
      const store = createLetterStore({ run: (work) => work(tx) }, 'c', testContracts);
      const event = stateEvent(topic, 'a', 2);
      expect(await store.supersede([{ event, topic, partition: 0, offset: 9, attempts: 1 }])).toEqual(['a']);
      const going = dismiss('all');
      await eventually('it waits', async () => (await query(WAITS)).length > 0);
      return { dismissing: going };
    });
    expect((await dismissing).map(({ key }) => key)).toEqual(['b']);
    expect((await traces()).map(({ key }) => key)).toEqual(['b']);
  });

  it('are dismissed to the last, and what was put after the moment that is named stays', async () => {
    const topic = freshTopic('state');
    const { delivery, deliver, dismiss, now, query, ends, traces } = await consumerOf([
      stateEvent(topic, 'a', 1),
    ]);
    await query(
      `insert into dead_letter (consumer, topic, "partition", "offset", key, stateversion, event, attempts, state, error)
       select consumer, topic, "partition", n, 'a' || n, stateversion, event, attempts, state, error
         from dead_letter, generate_series(2, 1250) as n`,
    );
    const until = await now();
    expect(await dismiss('all', { dryRun: true, until })).toHaveLength(1_250);
    ends.push(() => deliver(stateEvent(topic, 'z', 2), 2_000));
    const gone = await dismiss('all', { until });
    expect(new Set(gone.map(({ id }) => id)).size).toBe(1_250);
    expect((await delivery.letters()).map(({ offset }) => offset)).toEqual([2_000]);
    expect(await traces()).toHaveLength(1_250);
    expect(await dismiss('all', { dryRun: true, until })).toEqual([]);
    expect((await dismiss('all', { dryRun: true })).map(({ offset }) => offset)).toEqual([2_000]);
  });

  it('are looked at no more at a time than fit into memory, and to the last all the same', async () => {
    const { delivery, dismiss, now, query } = await consumerOf([stateEvent(freshTopic('state'), 'a', 1)]);
    await query(
      `insert into dead_letter (consumer, topic, "partition", "offset", key, event, attempts, state)
       select consumer, topic, "partition", n, key,
              (event::jsonb || jsonb_build_object('data', repeat('x', 4000000)))::json, attempts, state
         from dead_letter, generate_series(2, 8) as n`,
    );
    const { letters, next } = await delivery.page('all', { limit: 100 });
    const rest = await delivery.page('all', { limit: 100, after: next ?? undefined });
    expect([letters.length, rest.letters.length, rest.next]).toEqual([6, 2, null]);
    const step = await delivery.dismiss('all', { ...by, dryRun: true, until: await now() });
    expect([step.letters.length, step.next]).toEqual([6, next]);
    expect(await dismiss('all')).toHaveLength(8);
  });

  it('are told before, a step after another, also within a key: none that was put meanwhile', async () => {
    const topic = freshTopic('step');
    const { deliver, dismiss, ends, query } = await consumerOf([stepEvent(topic, 'a', 1)]);
    await query(
      `insert into dead_letter (consumer, topic, "partition", "offset", key, event, attempts, state, error)
       select consumer, topic, "partition", n, key, event, attempts, state, error
         from dead_letter, generate_series(2, 600) as n`,
    );
    ends.push(() => deliver(stepEvent(topic, 'a', 2_000), 2_000));
    expect(await dismiss('all', { dryRun: true })).toHaveLength(600);
    expect(await dismiss('all', { dryRun: true })).toHaveLength(601);
  });
});
