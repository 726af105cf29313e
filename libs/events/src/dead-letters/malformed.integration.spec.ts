import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KafkaMessage } from 'kafkajs';
import { written } from '../contracts/draft.ts';
import { recordOf, messageOf } from '../kafka/codec.ts';
import type { BusEvent } from '../port/event.ts';
import type { Sql, Transactions } from '../port/sql.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { freshTopic } from '../testing/harness.ts';
import { deliveryOf } from '../testing/read-model.ts';
import { stateEvent, stepEvent } from '../testing/topics.ts';
import { selectDismissed } from './dismissed.ts';
import { keptName } from './kept-name.ts';
import { keyHealth } from './key-health.ts';

let databases: TestDatabases;
let transactions: Transactions;
beforeAll(async () => {
  databases = await startDatabases();
  ({ transactions } = await databases.service());
}, 60_000);
afterAll(() => databases.stop());

type Malformed = Partial<Pick<KafkaMessage, 'key' | 'value' | 'headers'>>;

const DEEP = 100_000;

/** What any producer can write into a topic, by what is wrong with it. */
const MALFORMED: [string, Malformed][] = [
  ['a key with a zero byte', { key: Buffer.from('a\0b') }],
  ['a key longer than any index takes', { key: Buffer.from(randomBytes(50_000).toString('hex')) }],
  ['no key', { key: null }],
  ['a key that is no UTF-8', { key: Buffer.from([0xff, 0x00, 0xfe]) }],
  ['a version that is no number', { headers: { ce_stateversion: Buffer.from('abc') } }],
  ['a version that is no whole number', { headers: { ce_stateversion: Buffer.from('1.5') } }],
  ['a version beyond all numbers', { headers: { ce_stateversion: Buffer.from('9'.repeat(400)) } }],
  ['a version beyond 64 bits', { headers: { ce_stateversion: Buffer.from('1e19') } }],
  ['an identifier with a zero byte', { headers: { ce_id: Buffer.from('a\0b') } }],
  ['an identifier longer than any request', { headers: { ce_id: Buffer.alloc(300_000, 0x01) } }],
  ['a name of its schema with a zero byte', { headers: { ce_dataschema: Buffer.from('\0') } }],
  ['no body', { value: null }],
  ['a body that is no JSON', { value: Buffer.from('\0{') }],
  ['a body with an escaped zero byte', { value: Buffer.from('{"\\u0000":"\\u0000"}') }],
  ['a body with half of a surrogate pair', { value: Buffer.from('{"id":"\\ud800"}') }],
  ['a body that is no UTF-8', { value: Buffer.from([0x22, 0xd5, 0xc5, 0x22]) }],
  ['a body deeper than any reader goes', { value: Buffer.from('['.repeat(DEEP) + ']'.repeat(DEEP)) }],
];

const until = '2999-01-01T00:00:00.000000Z';
const by = { officer: 'operator-1', grounds: 'the producer wrote what nobody can read', until };

const recordWith = (event: BusEvent, malformed: Malformed): KafkaMessage => {
  const [{ data, ...attributes }] = written([event]) as [ReturnType<typeof written>[number]];
  const { key, value, headers } = recordOf({ ...attributes, data });
  const record = { key: Buffer.from(String(key)), value: value as Buffer, ...malformed };
  return { ...record, headers: { ...headers, ...malformed.headers }, offset: '0' } as unknown as KafkaMessage;
};

/** A consumer that cannot apply anything, to which a malformed record and then a sound one of the same topic come. */
const deliver = async (kind: 'state' | 'step', malformed: Malformed, keeper?: 'database' | 'process') => {
  const topic = freshTopic(kind);
  const event = kind === 'state' ? stateEvent(topic, 'a', 1) : stepEvent(topic, 'a', 1);
  const fails = () => Promise.reject(new Error('cannot apply'));
  const delivery = deliveryOf(transactions, topic, fails, undefined, keeper);
  const message = messageOf(topic, 0, recordWith(event, malformed));
  const handle = (offset: number): Promise<void> =>
    delivery.handle({ ...message, offset }, new AbortController().signal);
  await handle(1);
  const query: Sql['query'] = (text, params) => transactions.run((tx) => tx.query(text, params));
  return { topic, delivery, message, handle, query };
};

/** As in each group that there is: a process of its own keeps letters of states alone. */
const keptBy = [
  { kind: 'state', keeper: 'database' },
  { kind: 'step', keeper: 'database' },
  { kind: 'state', keeper: 'process' },
] as const;
const cases = MALFORMED.flatMap(([what, record]) => keptBy.map((kept) => ({ what, record, ...kept })));

describe('a malformed record', () => {
  it.each(cases)('with $what is a dead letter ($kind, $keeper)', async ({ record, kind, keeper }) => {
    const { topic, delivery, message, handle, query } = await deliver(kind, record, keeper);
    const [letter, ...more] = await delivery.letters();
    expect([letter?.state, letter?.topic, more]).toEqual(['failed', topic, []]);
    expect(JSON.stringify(letter?.error)).not.toBe('null');

    const [kept] = await query<{ event: BusEvent }>('select event from dead_letter where topic = $1', [
      topic,
    ]);
    if (keeper === 'database') {
      expect(kept?.event).toEqual(message.event);
      expect(await keyHealth({ query }, topic).isPoisoned(topic, message.event.key)).toBe(true);
    }
    const notices = await query<{ event: string }>(
      `select event::text from outbox where event ->> 'topic' = $1`,
      [`${topic}.dlq`],
    );
    expect(notices).toHaveLength(1);
    expect(notices[0]?.event.length).toBeLessThan(2_000);

    await handle(2);
    const { id = '' } = letter ?? {};
    const ofKey = { topic, key: message.event.key };
    expect(await delivery.letters(ofKey)).toHaveLength(2);
    expect((await delivery.replay({ id })).letters[0]).toMatchObject({ result: 'failed' });
    expect((await delivery.replay(ofKey)).letters[0]).toMatchObject({ result: 'failed' });
    expect((await delivery.dismiss(ofKey, by)).letters).toHaveLength(2);
    expect(await delivery.letters()).toEqual([]);
    const traces = await selectDismissed({ query }, { limit: 10, topic });
    expect(traces.letters.map(({ offset }) => offset).toSorted()).toEqual([1, 2]);
  });

  it('whose key no index holds is superseded by a newer state of its key alone', async () => {
    const topic = freshTopic('state');
    const key = `${'张'.repeat(1_000)}\0`;
    const events = [stateEvent(topic, key, 1), stateEvent(topic, `${key}!`, 1)];
    let isAtFault = true;
    const handler = async (): Promise<void> => {
      if (isAtFault) throw new Error('cannot apply');
    };
    const delivery = deliveryOf(transactions, topic, handler, async () => ['applied']);
    const messageOf = (event: BusEvent, offset: number) => ({
      event,
      topic,
      partition: 0,
      offset,
      attempts: 1,
    });
    const { signal } = new AbortController();
    for (const [at, event] of events.entries()) await delivery.handle(messageOf(event, at), signal);
    isAtFault = false;
    const newer = [messageOf(stateEvent(topic, key, 2), 2)];
    expect(await delivery.handleTogether(newer, signal)).toBe(true);
    expect((await delivery.letters()).map((one) => one.key)).toEqual([keptName(`${key}!`)]);
    expect(delivery.counts[topic]).toMatchObject({ superseded: 1 });
  });
});
