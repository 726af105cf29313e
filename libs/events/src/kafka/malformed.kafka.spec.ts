import { afterAll, beforeAll, expect, it } from '@jest/globals';
import kafkajs, { type Message as KafkaRecord, type Producer } from 'kafkajs';
import { written } from '../contracts/draft.ts';
import type { Delivery } from '../consume/deliver.ts';
import type { Letter } from '../dead-letters/letter.ts';
import type { LetterPlace } from '../dead-letters/select.ts';
import type { Bus } from '../port/bus.ts';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { DRAIN_MS, eventually, freshTopic } from '../testing/harness.ts';
import { describeWithKafka, kafkaBrokers } from '../testing/kafka.ts';
import { deliveryOf, stateHandler, statesIn } from '../testing/read-model.ts';
import { stateEvent, testContracts } from '../testing/topics.ts';
import { startRelay } from '../outbox/relay.ts';
import { openKafkaBus } from './bus.ts';
import { createClient } from './client.ts';
import { recordOf } from './codec.ts';

/** Page by page: some megabytes end one. */
const everyLetter = async (delivery: Delivery): Promise<Letter[]> => {
  const found: Letter[] = [];
  for (let after: LetterPlace | undefined | null; after !== null;) {
    const { letters, next } = await delivery.page('all', { limit: 100, after });
    found.push(...letters);
    after = next;
  }
  return found;
};

const consumer = { maxWaitMs: 50, watchMs: 50, heartbeatMs: 100 };

describeWithKafka('records of a producer of its own, on a real Kafka', () => {
  let bus: Bus;
  let producer: Producer;
  let databases: TestDatabases;

  beforeAll(async () => {
    databases = await startDatabases();
    const client = { brokers: kafkaBrokers(), clientId: 'malformed' };
    producer = createClient(client).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    bus = await openKafkaBus({ ...client, contracts: testContracts, consumer });
  }, 60_000);
  afterAll(async () => {
    await bus.close();
    await producer.disconnect();
    await databases.stop();
  });

  /** Each in the one partition of its topic, between two sound records. */
  const recordsFor = (topic: string): KafkaRecord[] => {
    const sound = (key: string): KafkaRecord =>
      written([stateEvent(topic, key, 1)]).map(recordOf)[0] as KafkaRecord;
    const deep = 1_000_000;
    return [
      sound('first'),
      { ...sound('a'), key: 'a\0b' },
      { ...sound('a'), key: 'a'.repeat(3_000_000) },
      { ...sound('a'), headers: { ...sound('a').headers, ce_stateversion: '1e19' } },
      { ...sound('a'), headers: { ce_id: '\0'.repeat(3_000_000) } },
      { ...sound('a'), value: '['.repeat(deep) + ']'.repeat(deep) },
      { ...sound('a'), value: Buffer.from([0x22, 0xd5, 0xc5, 0x22]) },
      { ...sound('a'), value: null, headers: {}, key: '' },
      sound('last'),
    ];
  };

  it.each([
    ['shared', undefined],
    ['replica', 'process'],
  ] as const)(
    'are each a letter and a notice, and hold nothing up (%s)',
    async (mode, keeper) => {
      const { transactions, url } = await databases.service();
      const topic = freshTopic('single');
      const handler = stateHandler(transactions, new Set());
      const delivery = deliveryOf(transactions, topic, handler, undefined, keeper);
      await bus.subscribe({ topics: [topic], group: topic, mode, handler: delivery.handle });
      for (const record of recordsFor(topic))
        await producer.send({ topic, messages: [{ ...record, partition: 0 }] });
      const isThere = async (key: string): Promise<boolean> => key in (await transactions.run(statesIn));
      await eventually('the last is applied', () => isThere('last'));
      expect(await isThere('first')).toBe(true);
      expect((await everyLetter(delivery)).map(({ state }) => state)).toEqual(Array(7).fill('failed'));
      const relay = startRelay({ bus, database: url });
      await relay.drain(DRAIN_MS).finally(() => relay.stop());
      expect(relay.published).toBe(7);
    },
    60_000,
  );
});
