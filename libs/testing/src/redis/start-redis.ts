import { inContainer } from '../docker.ts';
import { startContainerRedis } from './container-redis.ts';
import type { OwnRedis, RedisServer } from './redis-server.ts';
import { startSystemRedis, systemRedis } from './system-redis.ts';

export type { OwnRedis, RedisServer } from './redis-server.ts';

/** A Redis of one's own: in a container where Docker starts it, else the system's; undefined: neither is to be had. */
export const startOwnRedis = async (): Promise<OwnRedis | undefined> => {
  const contained = await inContainer(startContainerRedis);
  if (contained) return contained;
  const version = await systemRedis();
  return version === undefined ? undefined : startSystemRedis(version);
};

/** The Redis that `REDIS_URL` names, else one of one's own. */
export const startRedis = async (): Promise<RedisServer | undefined> => {
  const given = process.env['REDIS_URL'];
  if (!given) return startOwnRedis();
  return { url: given, origin: `REDIS_URL, ${new URL(given).host}`, stop: () => Promise.resolve() };
};
