import { inContainer } from '../docker.ts';
import { startContainerBroker } from './container-broker.ts';
import { startJarBroker } from './jar-broker.ts';
import { kafkaJars } from './jars.ts';
import type { KafkaServer, OwnKafka } from './kafka-server.ts';

export { startJarBroker } from './jar-broker.ts';
export { kafkaJars } from './jars.ts';
export type { KafkaServer, OwnKafka } from './kafka-server.ts';

/** A Kafka of one's own: in a container where Docker starts it, else from its jars; undefined: neither is to be had. */
export const startOwnKafka = async (): Promise<OwnKafka | undefined> => {
  const contained = await inContainer(startContainerBroker);
  if (contained) return contained;
  const jars = await kafkaJars();
  return jars === undefined ? undefined : startJarBroker(jars);
};

/** The Kafka that `KAFKA_BROKERS` names, else one of one's own. */
export const startKafka = async (): Promise<KafkaServer | undefined> => {
  const given = process.env['KAFKA_BROKERS'];
  if (!given) return startOwnKafka();
  return { brokers: given, origin: `KAFKA_BROKERS, ${given}`, stop: () => Promise.resolve() };
};
