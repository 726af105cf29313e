import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeTopic } from '@huren/events';
import kafkajs from 'kafkajs';

const TOPIC = 'bench.perf';

const RATE = /([\d.]+) records\/sec/g;

/** Records a second of Kafka's own `kafka-producer-perf-test`. @param jars the broker's folder; @param bytes of each */
export const producerPerf = async (
  jars: string,
  brokers: string,
  count: number,
  bytes: number,
): Promise<number> => {
  const admin = new kafkajs.Kafka({
    brokers: brokers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
  }).admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic: TOPIC, numPartitions: codeTopic.partitions }],
    waitForLeaders: true,
  });
  await admin.disconnect();
  const { stdout } = await promisify(execFile)('java', [
    ...['-cp', join(jars, '*'), 'org.apache.kafka.tools.ProducerPerformance'],
    ...[
      '--topic',
      TOPIC,
      '--num-records',
      String(count),
      '--record-size',
      String(bytes),
      '--throughput',
      '-1',
    ],
    ...['--producer-props', `bootstrap.servers=${brokers}`, 'acks=all'],
  ]);
  const rates = [...stdout.matchAll(RATE)];
  const rate = Number(rates.at(-1)?.[1]);
  if (!(rate > 0)) throw new Error(`kafka-producer-perf-test said: ${stdout.slice(-500)}`);
  return rate;
};
