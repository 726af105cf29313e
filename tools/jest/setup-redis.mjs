import { startRedis } from '../../libs/testing/src/redis/start-redis.ts';
import setupPostgres from './setup-postgres.mjs';

const MISSING = 'There is no Redis: set REDIS_URL, start Docker, or install redis-server.';

/** One real Redis for the whole run, and the PostgreSQL of the others. */
export default async () => {
  await setupPostgres();
  const redis = await startRedis();
  if (!redis && process.env.CI === 'true') throw new Error(MISSING);
  process.stderr.write(
    redis ? `Redis: from ${redis.origin}\n` : `\n${MISSING}\nEVERY TEST ON REDIS IS SKIPPED.\n\n`,
  );
  process.env.TEST_REDIS_URL = redis?.url ?? '';
  globalThis.hurenTestRedis = redis;
};
