import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { written } from '../contracts/draft.ts';
import type { Message } from '../port/event.ts';
import { sqlOf } from '../postgres/pool.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { DRAIN_MS, eventually, freshTopic } from '../testing/harness.ts';
import { stateEvent, stepEvent, testContracts, tombstone } from '../testing/topics.ts';
import { append } from './append.ts';
import { openEmbeddedBus, type EmbeddedBus } from './bus.ts';

describe('the log in PostgreSQL', () => {
  let databases: TestDatabases;
  let database: string;
  let bus: EmbeddedBus;
  let pool: Pool;
  beforeAll(async () => {
    databases = await startDatabases();
    database = await databases.empty();
    const times = { pollMs: 50, compactFirstMs: 3_600_000 };
    bus = await openEmbeddedBus({ database, contracts: testContracts, ...times });
    pool = new Pool({ connectionString: database, max: 4 });
    pool.on('error', () => undefined);
  }, 60_000);
  afterAll(async () => {
    await bus.close();
    await pool.end();
    await databases.stop();
  });

  const collect = (into: Message[]) => async (message: Message) => void into.push(message);
  const keysIn = async (topic: string): Promise<string[]> => {
    const sql = 'select key from log_message where topic = $1 order by "partition", "offset"';
    return (await pool.query<{ key: string }>(sql, [topic])).rows.map(({ key }) => key);
  };

  it('shows no offset before an earlier one is committed', async () => {
    const topic = freshTopic('single');
    const seen: Message[] = [];
    await bus.subscribe({ topics: [topic], group: `late-${topic}`, mode: 'replica', handler: collect(seen) });
    const slow = await pool.connect();
    await slow.query('begin');
    const [event] = written([stateEvent(topic, 'slow', 1)]);
    await append(sqlOf(slow), [{ event: event!, partition: 0 }]);
    let published = false;
    const quick = bus.publish(written([stateEvent(topic, 'quick', 1)])).then(() => (published = true));
    await eventually('the second append waits for the first', async () => {
      const { rows } = await pool.query(`select from pg_stat_activity where wait_event_type = 'Lock'`);
      return rows.length > 0;
    });
    await bus.drain(DRAIN_MS);
    expect(seen).toEqual([]);
    expect(published).toBe(false);
    await slow.query('commit');
    slow.release();
    await quick;
    await bus.drain(DRAIN_MS);
    expect(seen.map(({ event, offset }) => [event.key, offset])).toEqual([
      ['slow', 0],
      ['quick', 1],
    ]);
  });

  it('appends all events of a call or none', async () => {
    const topic = freshTopic('step');
    const bad = { ...stepEvent(topic, 'b', 1), topic: 'no.such.topic' };
    await expect(bus.publish(written([stepEvent(topic, 'a', 1), bad]))).rejects.toThrow(
      'is not a known topic',
    );
    expect(await keysIn(topic)).toEqual([]);
  });

  it('takes its partitions again when the connection of its leases was cut', async () => {
    const topic = freshTopic('step');
    const seen: Message[] = [];
    const other = await openEmbeddedBus({ database, contracts: testContracts, pollMs: 20 });
    await other.subscribe({ topics: [topic], group: `cut-${topic}`, mode: 'shared', handler: collect(seen) });
    await other.publish(written([stepEvent(topic, 'a', 1)]));
    await other.drain(DRAIN_MS);
    await pool.query(
      `select pg_terminate_backend(pid) from pg_locks join pg_database on oid = database
        where locktype = 'advisory' and datname = current_database()`,
    );
    await other.publish(written([stepEvent(topic, 'a', 2)]));
    await other.drain(DRAIN_MS);
    expect(seen.map(({ event }) => event.data)).toEqual([
      { id: 'a', step: 1 },
      { id: 'a', step: 2 },
    ]);
    await other.close();
  });

  it('drops by compaction only what a later message of the key replaces, again and again', async () => {
    const topic = freshTopic('single');
    await bus.publish(
      written([1, 2, 3].flatMap((v) => [stateEvent(topic, 'a', v), stateEvent(topic, 'b', v)])),
    );
    await bus.publish(written([tombstone(topic, 'b', 4)]));
    expect(await bus.compact()).toBe(5);
    expect(await keysIn(topic)).toEqual(['a', 'b']);
    expect(await bus.compact()).toBe(0);
    await bus.publish(written([stateEvent(topic, 'a', 4)]));
    expect(await bus.compact()).toBe(1);
    expect(await keysIn(topic)).toEqual(['b', 'a']);
  });

  it('is tidied by itself', async () => {
    const topic = freshTopic('single');
    await bus.publish(written([1, 2, 3].map((version) => stateEvent(topic, 'a', version))));
    const times = { compactFirstMs: 20, compactEveryMs: 20 };
    const other = await openEmbeddedBus({ database, contracts: testContracts, ...times });
    const hasOne = async (): Promise<boolean> => (await keysIn(topic)).length === 1;
    await eventually('one message', hasOne);
    await bus.publish(written([stateEvent(topic, 'a', 4)]));
    await eventually('one message again', hasOne);
    await other.close();
  });

  it('survives a restart: groups go on, nothing is gone', async () => {
    const own = await databases.empty();
    const topic = freshTopic('step');
    const seen: Message[] = [];
    for (let run = 0; run < 3; run += 1) {
      const restarted = await openEmbeddedBus({ database: own, contracts: testContracts });
      await restarted.publish(written([stepEvent(topic, 'a', run)]));
      await restarted.subscribe({ topics: [topic], group: 'g', mode: 'shared', handler: collect(seen) });
      await restarted.drain(DRAIN_MS);
      await restarted.close();
    }
    expect(seen.map(({ offset }) => offset)).toEqual([0, 1, 2]);
  });
});
