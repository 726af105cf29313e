import type { IHeaders, KafkaMessage, Message as KafkaRecord } from 'kafkajs';
import type { BusEvent, Message } from '../port/event.ts';

const JSON_TYPE = 'application/json';

/** An event as a record: CloudEvents 1.0 in binary mode. */
export const recordOf = (event: BusEvent): KafkaRecord => {
  const headers: IHeaders = {
    ce_specversion: event.specversion,
    ce_id: event.id,
    ce_source: event.source,
    ce_type: event.type,
    ce_time: event.time,
    ce_dataschema: event.dataschema,
    'content-type': JSON_TYPE,
  };
  if (event.stateversion !== undefined) headers['ce_stateversion'] = String(event.stateversion);
  return { key: event.key, value: JSON.stringify(event.data), headers };
};

const textOf = (headers: IHeaders | undefined, name: string): string => String(headers?.[name] ?? '');

/** What is no JSON stays as it came: the check of the contract refuses it, and the letter keeps it. */
const dataOf = (value: Buffer | null): unknown => {
  const text = value?.toString('utf8') ?? 'null';
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const eventOf = (topic: string, { key, value, headers }: KafkaMessage): BusEvent => {
  const attribute = (name: string): string => textOf(headers, `ce_${name}`);
  const stateversion = attribute('stateversion');
  return {
    specversion: '1.0',
    id: attribute('id'),
    source: attribute('source'),
    type: attribute('type'),
    time: attribute('time'),
    topic,
    key: key?.toString('utf8') ?? '',
    dataschema: attribute('dataschema'),
    ...(stateversion === '' ? {} : { stateversion: Number(stateversion) }),
    data: dataOf(value),
  };
};

/** A record as a message. Never throws: what breaks the contract is for the delivery policy to judge. */
export const messageOf = (topic: string, partition: number, record: KafkaMessage): Message => ({
  event: eventOf(topic, record),
  topic,
  partition,
  offset: Number(record.offset),
  attempts: 1,
});
