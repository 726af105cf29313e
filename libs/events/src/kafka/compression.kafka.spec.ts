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

const { GZIP, ZSTD } = kafkajs.CompressionTypes;

describeWithKafka('batches of a producer with codecs of its own, on a real Kafka', () => {
  const client = { brokers: kafkaBrokers(), clientId: 'stranger' };
  let bus: Bus;
  let admin: Admin;
  let producer: Producer;

  beforeAll(async () => {
    const kafka = createClient(client);
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

  it('are read where Node knows the codec, from a topic that keeps batches as they were sent', async () => {
    const topic = freshTopic('single');
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
    expect(await readOf(topic, [ZSTD, GZIP])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});
