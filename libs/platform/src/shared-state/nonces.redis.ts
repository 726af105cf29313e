import type { Nonces } from './nonces.ts';
import type { RedisLink } from './redis-link.ts';

/** Nonces on Redis; where it is away nothing is known. */
export const redisNonces = (link: RedisLink): Nonces => ({
  async claim(key, ttlMs) {
    const answer = await link.ask(async (redis) => ({
      isFirst: (await redis.set(`nonce:${key}`, '1', 'PX', ttlMs, 'NX')) === 'OK',
    }));
    if (!answer) return 'unknown';
    return answer.isFirst ? 'first' : 'seen';
  },
});
