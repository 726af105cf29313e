import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import type { Logged } from './snapshot.ts';

const START_MS = 60_000;

/** A plain client of the broker, without anything of the services'. */
export const plainKafka = (brokers: string): Kafka =>
  new kafkajs.Kafka({ brokers: brokers.split(','), clientId: 'checker', logLevel: kafkajs.logLevel.NOTHING });

const headerOf = ({ headers }: KafkaMessage, name: string): string | undefined =>
  headers?.[name]?.toString() || undefined;

const logged = (topic: string, partition: number, message: KafkaMessage): Logged => {
  const version = headerOf(message, 'ce_stateversion');
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    id: headerOf(message, 'ce_id') ?? '',
    version: version === undefined ? null : Number(version),
    data: JSON.parse(message.value?.toString() ?? 'null'),
  };
};

/** Ends of the partitions that hold something, by `topic/partition`. */
export const endsOf = async (kafka: Kafka): Promise<Map<string, number>> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith('huren.'));
    const ends = await Promise.all(
      topics.map(async (topic) =>
        (await admin.fetchTopicOffsets(topic)).map(
          ({ partition, high }) => [`${topic}/${partition}`, Number(high)] as const,
        ),
      ),
    );
    return new Map(ends.flat().filter(([, end]) => end > 0));
  } finally {
    await admin.disconnect();
  }
};

const readTo = (consumer: Consumer, ends: ReadonlyMap<string, number>): Promise<Logged[]> =>
  new Promise((resolve, reject) => {
    const [read, left] = [[] as Logged[], new Set(ends.keys())];
    const late = setTimeout(() => reject(new Error(`not read: ${[...left].join(', ')}`)), START_MS);
    const eachBatch = async ({
      batch: { topic, partition, messages },
    }: {
      batch: { topic: string; partition: number; messages: KafkaMessage[] };
    }) => {
      const name = `${topic}/${partition}`;
      read.push(...messages.map((message) => logged(topic, partition, message)));
      if (Number(messages.at(-1)?.offset ?? -1) + 1 >= (ends.get(name) ?? 0)) left.delete(name);
      if (left.size > 0) return;
      clearTimeout(late);
      resolve(read);
    };
    consumer.run({ autoCommit: false, eachBatch }).catch(reject);
  });

const byPlace = (a: Logged, b: Logged): number =>
  a.topic.localeCompare(b.topic) || a.partition - b.partition || a.offset - b.offset;

/** Every message of every topic of the federation, as far as it reaches now. */
export const readTopics = async (brokers: string): Promise<Logged[]> => {
  const kafka = plainKafka(brokers);
  const ends = await endsOf(kafka);
  const consumer = kafka.consumer({ groupId: `checker-${randomUUID()}` });
  await consumer.connect();
  try {
    const topics = [...new Set([...ends.keys()].map((name) => name.slice(0, name.lastIndexOf('/'))))];
    await consumer.subscribe({ topics, fromBeginning: true });
    const read = await readTo(consumer, ends);
    return read
      .filter(({ topic, partition, offset }) => offset < (ends.get(`${topic}/${partition}`) ?? 0))
      .sort(byPlace);
  } finally {
    await consumer.disconnect();
  }
};
