import { randomUUID } from 'node:crypto';
import { codeTopic, recordOf, written } from '@huren/events';
import type { BusEvent } from '@huren/events';
import kafkajs from 'kafkajs';

const SIZE = 500;

/** Events a second of a bare kafkajs producer and consumer in one process: the same records, `acks: -1`, nothing else. */
export const bareLoop = async (brokers: string, events: readonly BusEvent[]): Promise<number> => {
  const topic = `bench.bare.${randomUUID()}`;
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const [admin, producer, consumer] = [
    kafka.admin(),
    kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner }),
    kafka.consumer({ groupId: topic }),
  ];
  await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
  await admin.createTopics({
    topics: [{ topic, numPartitions: codeTopic.partitions }],
    waitForLeaders: true,
  });
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  let read = 0;
  const all = Promise.withResolvers<void>();
  await consumer.run({
    eachBatch: async ({ batch: { messages } }) => {
      for (const { value } of messages) JSON.parse(String(value));
      read += messages.length;
      if (read >= events.length) all.resolve();
    },
  });
  await joined;
  const start = performance.now();
  for (let at = 0; at < events.length; at += SIZE)
    await producer.send({ topic, acks: -1, messages: written(events.slice(at, at + SIZE)).map(recordOf) });
  await all.promise;
  const seconds = (performance.now() - start) / 1000;
  await Promise.all([admin.disconnect(), producer.disconnect(), consumer.disconnect()]);
  return events.length / seconds;
};
