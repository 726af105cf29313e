import { isUtf8 } from 'node:buffer';
import type { IHeaders, KafkaMessage, Message as KafkaRecord } from 'kafkajs';
import type { BusEvent, Message, WrittenEvent } from '../port/event.ts';
import { isShallow } from '../util/is-shallow.ts';

const JSON_TYPE = 'application/json';

/** An event as a record: CloudEvents 1.0 in binary mode. */
export const recordOf = (event: WrittenEvent): KafkaRecord => {
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
  return { key: event.key, value: event.data, headers };
};

/** Bytes that are no UTF-8 as a URL of them: nothing of them is lost, nor taken for text. */
const textOf = (bytes: IHeaders[string] | null): string =>
  Buffer.isBuffer(bytes) && !isUtf8(bytes) ? `data:;base64,${bytes.toString('base64')}` : String(bytes ?? '');

/** Levels of arrays and objects in one another: far beyond any event, far below what a stack takes. */
const DEEPEST = 500;

/** What is no JSON, or too deep for any use, stays text: the check of the contract refuses it, and the letter keeps it. */
const dataOf = (value: Buffer | null): unknown => {
  if (value === null) return null;
  const text = textOf(value);
  try {
    const data: unknown = JSON.parse(text);
    return text.length < 2 * DEEPEST || isShallow(data, DEEPEST) ? data : text;
  } catch {
    return text;
  }
};

/** What is no version is none: a contract that asks for one refuses the event, and a letter has its place instead. */
const versionOf = (text: string): Pick<BusEvent, 'stateversion'> =>
  /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? { stateversion: Number(text) } : {};

const eventOf = (topic: string, { key, value, headers }: KafkaMessage): BusEvent => {
  const attribute = (name: string): string => textOf(headers?.[`ce_${name}`]);
  return {
    specversion: '1.0',
    id: attribute('id'),
    source: attribute('source'),
    type: attribute('type'),
    time: attribute('time'),
    topic,
    key: textOf(key),
    dataschema: attribute('dataschema'),
    ...versionOf(attribute('stateversion')),
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
