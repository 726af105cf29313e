import { Kafka, logLevel } from 'kafkajs';
import { setTimeout as delay } from 'node:timers/promises';

const START_MS = 60_000;

const serves = async (port: number): Promise<boolean> => {
  const client = { brokers: [`127.0.0.1:${port}`], logLevel: logLevel.NOTHING, retry: { retries: 0 } };
  const admin = new Kafka(client).admin();
  return admin
    .connect()
    .then(() => admin.describeCluster())
    .then(() => true)
    .catch(() => false)
    .finally(() => admin.disconnect().catch(() => undefined));
};

/** Resolves when a broker answers. That its port can be connected to says nothing in a container: Docker listens there. */
export const untilServing = async (port: number): Promise<void> => {
  const end = performance.now() + START_MS;
  while (!(await serves(port))) {
    if (performance.now() > end) throw new Error(`Kafka on port ${port} does not answer`);
    await delay(100);
  }
};
