import { describe } from '@jest/globals';

/** The brokers of this run of tests; none: those tests are skipped, which the run says. */
export const kafkaBrokers = (): string[] =>
  (process.env['TEST_KAFKA_BROKERS'] ?? '').split(',').filter((broker) => broker !== '');

/** Tests that need a real Kafka. */
export const describeWithKafka = (name: string, tests: () => void): void =>
  (kafkaBrokers().length > 0 ? describe : describe.skip)(name, tests);
