import { createRequire } from 'node:module';
import type { IHeaders } from 'kafkajs';

/** What the client hands over of a message; times in ms. */
export interface GivenRecord {
  offsetDelta?: number;
  timestampDelta?: number;
  key?: Buffer | string | null;
  value: Buffer | string | null;
  headers?: IHeaders;
}

type Bytes = Buffer | string | null | undefined;

const zigzag = (n: number): number => (n < 0 ? -2 * n - 1 : 2 * n);

/** Bytes of a number as a record has numbers: seven bits each, the lowest first. */
const sizeOf = (n: number): number => {
  let size = 1;
  for (let rest = zigzag(n); rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
};

const lengthOf = (bytes: Bytes): number => (bytes == null ? -1 : Buffer.byteLength(bytes));

const sizeWith = (bytes: Bytes): number => {
  const length = lengthOf(bytes);
  return sizeOf(length) + Math.max(0, length);
};

const writer = (size: number) => {
  const buffer = Buffer.allocUnsafe(size);
  let at = 0;
  const number = (n: number): void => {
    let rest = zigzag(n);
    for (; rest >= 128; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) | 128;
    buffer[at++] = rest;
  };
  const bytes = (given: Bytes): void => {
    number(lengthOf(given));
    if (given == null) return;
    at += typeof given === 'string' ? buffer.write(given, at) : given.copy(buffer, at);
  };
  return { buffer, number, bytes };
};

/** Names and values in turn. */
const textsOf = (headers: IHeaders): Bytes[] => {
  const texts: Bytes[] = [];
  for (const [name, values] of Object.entries(headers)) {
    if (!Array.isArray(values)) texts.push(name, values);
    else for (const value of values) texts.push(name, value);
  }
  return texts;
};

/** A record of Kafka's message format 2, in the form in which the client takes what is written. */
export const writtenRecord = (given: GivenRecord): { readonly buf: Buffer; readonly buffer: Buffer } => {
  const { offsetDelta = 0, timestampDelta = 0, key, value, headers = {} } = given;
  const texts = textsOf(headers);
  const count = texts.length / 2;
  // A byte of attributes, none of which is in use.
  let size =
    1 + sizeOf(timestampDelta) + sizeOf(offsetDelta) + sizeWith(key) + sizeWith(value) + sizeOf(count);
  for (const text of texts) size += sizeWith(text);
  const { buffer, number, bytes } = writer(sizeOf(size) + size);
  for (const n of [size, 0, timestampDelta, offsetDelta]) number(n);
  bytes(key);
  bytes(value);
  number(count);
  texts.forEach(bytes);
  return { buf: buffer, buffer };
};

export const RECORD_MODULE = 'kafkajs/src/protocol/recordBatch/record/v0/index.js';

/**
 * The client makes a buffer of half a kilobyte for a record and for each of its headers, and copies them into one
 * another: most of what a relay did. Here a record is written into one of its size.
 */
export const writeRecordsAtOnce = (): void => {
  const load = createRequire(import.meta.url);
  load(RECORD_MODULE);
  const loaded = load.cache[load.resolve(RECORD_MODULE)];
  if (!loaded) throw new Error(`${RECORD_MODULE} cannot be replaced`);
  loaded.exports = writtenRecord;
};
