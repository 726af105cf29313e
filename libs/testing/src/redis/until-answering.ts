import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';

const START_MS = 20_000;

const answers = async (port: number): Promise<boolean> => {
  const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  return redis
    .connect()
    .then(() => true)
    .catch(() => false)
    .finally(() => redis.disconnect());
};

/** Resolves when a Redis on this machine answers. */
export const untilAnswering = async (port: number): Promise<void> => {
  const end = performance.now() + START_MS;
  while (!(await answers(port))) {
    if (performance.now() > end) throw new Error(`Redis on port ${port} does not answer`);
    await delay(20);
  }
};
