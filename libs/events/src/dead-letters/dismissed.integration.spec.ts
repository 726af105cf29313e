import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BusEvent } from '../port/event.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { freshTopic } from '../testing/harness.ts';
import { lettersConsumer } from '../testing/letters-consumer.ts';
import { broken, stateEvent } from '../testing/topics.ts';
import { pruneDismissed, selectDismissed } from './dismissed.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startDatabases();
}, 60_000);
afterAll(() => databases.stop());

const consumerOf = (events: readonly BusEvent[], keeper?: 'process') =>
  lettersConsumer(databases, events, keeper);

describe('dead letters that are dismissed', () => {
  it('leave a trace that is found by what it was of, a page after another, the last first', async () => {
    const topic = freshTopic('state');
    const { dismiss, query, traces } = await consumerOf(
      ['a', 'b', 'c'].map((key) => stateEvent(topic, key, 1)),
    );
    for (const key of ['b', 'c', 'a']) await dismiss({ topic, key });
    const pages: string[][] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await selectDismissed({ query }, { limit: 2, after });
      pages.push(page.letters.map(({ key }) => key));
      after = page.next;
    }
    expect(pages).toEqual([['a', 'c'], ['b']]);
    expect(await traces({ topic, key: 'c' })).toHaveLength(1);
    const [{ id } = {}] = await traces({ key: 'b' });
    expect((await traces({ consumer: 'c', id })).map(({ key }) => key)).toEqual(['b']);
    for (const asked of [{ consumer: 'd' }, { topic: 'x' }]) expect(await traces(asked)).toEqual([]);
  });

  it('leave a trace that is forgotten after some days', async () => {
    const { dismiss, query, traces } = await consumerOf(
      ['a', 'b'].map((key) => stateEvent(freshTopic('state'), key, 1)),
    );
    await dismiss('all');
    await query(
      `update dismissed_letter set dismissed_at = dismissed_at - interval '8 days' where key = 'a'`,
    );
    await pruneDismissed({ query }, 7);
    expect((await traces()).map(({ key }) => key)).toEqual(['b']);
  });

  it('leave neither key nor id of an event that does not keep to its contract, whatever they were', async () => {
    const event = {
      ...broken(stateEvent(freshTopic('state'), '11010519491231002X', 1)),
      id: '11010519491231002X',
    };
    const { dismiss, traces } = await consumerOf([event]);
    await dismiss('all');
    expect(await traces()).toMatchObject([{ key: '***(18)', eventId: '***(18)', offset: 1 }]);
    expect(JSON.stringify(await traces())).not.toContain('1949');
  });

  it('of a process are dismissed however malformed they are, and its trace says which process it was', async () => {
    const malformed: BusEvent = {
      ...stateEvent(freshTopic('state'), 'a', 1),
      ...{ key: 'a\0', id: '\0', stateversion: Number.NaN, data: ['\ud800', Number.POSITIVE_INFINITY] },
      ...{ source: '/a\0\udfff' },
    };
    const { delivery, dismiss, traces } = await consumerOf([malformed], 'process');
    expect(delivery.held).toBe(1);
    expect(await dismiss('all')).toMatchObject([{ key: '***(68)', consumer: 'c' }]);
    expect(delivery.held).toBe(0);
    expect(await traces()).toMatchObject([
      { key: '***(68)', eventId: '***(1)', source: '***(4)', stateVersion: null },
    ]);
    expect((await traces())[0]?.keeper).toContain(String(process.pid));
  });
});
