import setupKafka from './setup-kafka.mjs';
import setupRedis from './setup-redis.mjs';

/** A PostgreSQL, a Kafka and a Redis for the whole run. */
export default async () => {
  await setupKafka();
  await setupRedis();
};
