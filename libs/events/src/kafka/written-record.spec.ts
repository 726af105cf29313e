import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RECORD_MODULE, writeRecordsAtOnce, writtenRecord, type GivenRecord } from './written-record.ts';

const load = createRequire(import.meta.url);

/** A module of the client as it is before anything uses it, whoever has loaded it in this process. */
const fresh = <T>(module: string): T => {
  const path = load.resolve(module);
  const kept = load.cache[path];
  delete load.cache[path];
  const loaded = load(module) as T;
  if (kept) load.cache[path] = kept;
  else delete load.cache[path];
  return loaded;
};

type Write = (given: GivenRecord) => { buffer: Buffer };
type Encode = (asked: object) => { encode(): Promise<{ buffer: Buffer }> };

const REQUEST_MODULE = 'kafkajs/src/protocol/requests/produce/v3/request.js';

/** As the client writes them. */
const clients = fresh<Write>(RECORD_MODULE);

const bytes = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
);

const record: fc.Arbitrary<GivenRecord> = fc.record(
  {
    key: fc.option(bytes),
    value: fc.option(bytes),
    headers: fc.dictionary(fc.string({ maxLength: 90 }), fc.oneof(bytes, fc.array(bytes, { maxLength: 3 }))),
    offsetDelta: fc.oneof(fc.nat(3), fc.nat(2 ** 31 - 1)),
    timestampDelta: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  },
  { requiredKeys: ['value'] },
);

describe('a record that is written at once', () => {
  it('has the bytes that the client gives it', () => {
    expect(clients).not.toBe(writtenRecord);
    fc.assert(
      fc.property(record, (given) => writtenRecord(given).buffer.equals(clients(given).buffer)),
      { numRuns: 2_000 },
    );
  });

  it('is what the client sends from then on', async () => {
    writeRecordsAtOnce();
    // The client itself fails at a header without a value.
    const message = { key: 'k', value: 'v', headers: { a: null } } as unknown as GivenRecord;
    expect(() => clients(message)).toThrow();
    const topicData = [{ topic: 't', partitions: [{ partition: 0, messages: [message] }] }];
    const request = fresh<Encode>(REQUEST_MODULE)({ acks: -1, timeout: 1, compression: 0, topicData });
    const sent = (await request.encode()).buffer;
    expect(sent.includes(writtenRecord(message).buffer)).toBe(true);
  });
});
