import { afterAll, beforeAll, expect, it } from '@jest/globals';
import kafkajs, { type Admin, type Producer } from 'kafkajs';
import { written } from '../contracts/draft.ts';
import type { Bus } from '../port/bus.ts';
import { eventually, freshTopic } from '../testing/harness.ts';
import { describeWithKafka, kafkaBrokers } from '../testing/kafka.ts';
import { stateEvent, testContracts } from '../testing/topics.ts';
import { openKafkaBus } from './bus.ts';
import { createClient } from './client.ts';
import { recordOf } from './codec.ts';

const { CompressionCodecs, CompressionTypes } = kafkajs;
const { GZIP, LZ4, None, Snappy, ZSTD } = CompressionTypes;

/** As a Snappy that finds nothing to shorten: the size, and one literal. */
const asSnappy = (bytes: Buffer): Buffer => {
  const head = Buffer.from([0x80 | (bytes.length & 0x7f), bytes.length >> 7, 61 << 2, 0, 0]);
  head.writeUInt16LE(bytes.length - 1, 3);
  return Buffer.concat([head, bytes]);
};

/** As an LZ4 that finds nothing to shorten: a frame's header, one block as it is, and the end. */
const asLz4 = (bytes: Buffer): Buffer => {
  const [header, size, end] = [Buffer.from('04224d18604082', 'hex'), Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32LE(2 ** 31 + bytes.length);
  return Buffer.concat([header, size, bytes, end]);
};

/** Teaches the client to write a codec; what it reads stays as it is. */
const teach = (
  codec: Exclude<kafkajs.CompressionTypes, kafkajs.CompressionTypes.None>,
  pack: (bytes: Buffer) => Buffer,
): void => {
  const own = CompressionCodecs[codec];
  CompressionCodecs[codec] = () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => pack(buffer),
    decompress: async (buffer: Buffer): Promise<Buffer> => own().decompress(buffer),
  });
};

describeWithKafka('batches of a producer with codecs of its own, on a real Kafka', () => {
  const client = { brokers: kafkaBrokers(), clientId: 'stranger' };
  let bus: Bus;
  let admin: Admin;
  let producer: Producer;

  beforeAll(async () => {
    const kafka = createClient(client);
    teach(Snappy, asSnappy);
    teach(LZ4, asLz4);
    admin = kafka.admin();
    producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await Promise.all([admin.connect(), producer.connect()]);
    bus = await openKafkaBus({
      ...client,
      contracts: testContracts,
      consumer: { maxWaitMs: 50, watchMs: 50, heartbeatMs: 100 },
    });
  });
  afterAll(async () => {
    await bus.close();
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  });

  /** What is read of a topic of one partition into which one batch of each codec is sent. */
  const readOf = async (topic: string, codecs: kafkajs.CompressionTypes[]): Promise<[number, unknown][]> => {
    const seen: [number, unknown][] = [];
    await bus.subscribe({
      topics: [topic],
      group: topic,
      mode: 'shared',
      handler: async ({ event, offset }) => void seen.push([offset, event.stateversion]),
    });
    for (const [at, compression] of codecs.entries()) {
      const messages = written([stateEvent(topic, 'a', at + 1)]).map(recordOf);
      await producer.send({ topic, compression, messages });
    }
    await eventually('all is read', () => seen.length === codecs.length);
    return seen;
  };

  it('are read whatever the codec, each at its place', async () => {
    expect(await readOf(freshTopic('single'), [None, Snappy, LZ4, ZSTD, GZIP])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
  });

  it('are read where Node knows the codec, from a topic that keeps batches as they were sent', async () => {
    const topic = freshTopic('single');
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
    expect(await readOf(topic, [ZSTD, GZIP])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});
