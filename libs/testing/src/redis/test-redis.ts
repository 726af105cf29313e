import { randomUUID } from 'node:crypto';

/** Whether this run of tests has a Redis: without one its suites are skipped, which the runner says. */
export const hasRedis = (): boolean => Boolean(process.env['TEST_REDIS_URL']);

/** The `REDIS_URL` of one test file: the server of this run, its keys under a prefix of their own. */
export const testRedisUrl = (): string => {
  const url = new URL(process.env['TEST_REDIS_URL'] ?? '');
  url.searchParams.set('keyPrefix', `test:${randomUUID()}:`);
  return url.href;
};
