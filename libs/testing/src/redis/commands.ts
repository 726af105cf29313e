import { Redis } from 'ioredis';
import type { OwnRedis } from './redis-server.ts';

const sent = async (port: number, command: (redis: Redis) => Promise<unknown>): Promise<void> => {
  const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  await redis.connect();
  await command(redis).finally(() => redis.disconnect());
};

/** What a Redis on this machine is told over a connection of one's own. */
export const commandsTo = (port: number): Pick<OwnRedis, 'stall' | 'empty'> => ({
  stall: (ms) => sent(port, (redis) => redis.call('CLIENT', 'PAUSE', ms, 'ALL')),
  empty: () => sent(port, (redis) => redis.flushall()),
});
