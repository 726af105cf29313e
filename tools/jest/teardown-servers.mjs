import teardownKafka from './teardown-kafka.mjs';
import teardownRedis from './teardown-redis.mjs';

/** Stops what the set-up started, also after failed tests. */
export default async () => {
  await teardownKafka();
  await teardownRedis();
};
