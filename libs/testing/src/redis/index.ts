export { startOwnRedis, type OwnRedis } from './start-redis.ts';
export { hasRedis, testRedisUrl } from './test-redis.ts';
