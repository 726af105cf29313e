import { describe, expect, it } from '@jest/globals';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import { written } from '../contracts/draft.ts';
import type { BusEvent } from '../port/event.ts';
import { stateEvent } from '../testing/topics.ts';
import { messageOf, recordOf } from './codec.ts';

const topic = 'test.codec.state.v1';
const event = stateEvent(topic, '张三', 7);

const eventOf = (record: Partial<Pick<KafkaMessage, 'key' | 'value'>> & { headers?: IHeaders }): BusEvent => {
  const given = { key: null, value: null, headers: {}, ...record } as KafkaMessage;
  return messageOf(topic, 3, { ...given, offset: '5' }).event;
};

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('a record', () => {
  it('is read as the event that was written', () => {
    const [{ key, value, headers }] = written([event]).map(recordOf) as [ReturnType<typeof recordOf>];
    const bytes = { key: Buffer.from(String(key)), value: value as Buffer, ...(headers ? { headers } : {}) };
    expect(eventOf(bytes)).toEqual(event);
  });

  it.each([
    ['7', 7],
    ['-1', -1],
    ['9007199254740993', undefined],
    ['1.5', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('has the version %p as %p', (text, stateversion) => {
    const read = eventOf({ headers: { ce_stateversion: Buffer.from(text) } });
    expect(read.stateversion).toBe(stateversion);
    expect('stateversion' in read).toBe(stateversion !== undefined);
  });

  it('loses no byte of what is no UTF-8', () => {
    const bytes = Buffer.from([0x22, 0xd5, 0xc5, 0xc8, 0xfd, 0x22]);
    const { key, id, data } = eventOf({ key: bytes, value: bytes, headers: { ce_id: bytes } });
    expect([key, id, data]).toEqual(Array(3).fill(`data:;base64,${bytes.toString('base64')}`));
  });

  it.each([
    ['no JSON', '{"a":'],
    ['JSON too deep for any use', nested(501)],
    ['JSON too deep for any stack', nested(1_000_000)],
  ])('keeps %s as text', (_, text) => expect(eventOf({ value: Buffer.from(text) }).data).toBe(text));

  it('has its data as deep as they may be', () =>
    expect(eventOf({ value: Buffer.from(nested(500)) }).data).toEqual(JSON.parse(nested(500))));
});
