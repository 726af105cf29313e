import { startKafka } from '../../libs/testing/src/kafka/start-kafka.ts';
import setupPostgres from './setup-postgres.mjs';

const MISSING = 'There is no Kafka: set KAFKA_BROKERS, start Docker, or install Java 17 and Maven.';

/** Of a Java that runs for minutes: what compiles slowly for speed later does not pay. */
const SHORT_LIVED = '-XX:TieredStopAtLevel=1';

/** One real Kafka for the whole run, and the PostgreSQL of the others. */
export default async () => {
  await setupPostgres();
  process.env.JDK_JAVA_OPTIONS ??= SHORT_LIVED;
  const kafka = await startKafka();
  if (!kafka && process.env.CI === 'true') throw new Error(MISSING);
  process.stderr.write(
    kafka ? `Kafka: from ${kafka.origin}\n` : `\n${MISSING}\nEVERY TEST ON KAFKA IS SKIPPED.\n\n`,
  );
  process.env.TEST_KAFKA_BROKERS = kafka?.brokers ?? '';
  globalThis.hurenTestKafka = kafka;
};
