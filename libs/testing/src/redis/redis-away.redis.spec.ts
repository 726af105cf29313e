import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hasRedis, startOwnRedis } from './index.ts';
import type { OwnRedis } from './index.ts';
import { LIVES, fresh, stateOn, until } from '../../../platform/src/shared-state/testing/harness.ts';

type Opened = ReturnType<typeof stateOn>;

let redis: OwnRedis;
let opened: Opened;

const answers = async (): Promise<boolean> => (await opened.state.workChecks['redis']?.())?.ok === true;
const untilItAnswers = () => until(answers, (does) => does);
const fallbacks = async (): Promise<number> =>
  Number(/^huren_redis_fallbacks_total (\d+)$/m.exec(await opened.metrics.metrics())?.[1]);
const isUp = async (): Promise<string | undefined> =>
  /^huren_redis_up (\d)$/m.exec(await opened.metrics.metrics())?.[1];

/** What is asked while Redis is away, all of it answered without it. */
const expectNothingKnown = async (): Promise<void> => {
  const { state } = opened;
  const cache = state.cache<string>('away', LIVES);
  const key = fresh();
  const { found, keep } = await cache.recall([key]);
  expect(found.size).toBe(0);
  await keep(new Map([[key, { version: 1, value: 'v1' }]]));
  await cache.raise(new Map([[key, 2]]));
  expect(await state.nonces.claim(key, 1000)).toBe('unknown');
  expect(state.limits.take('holder', key)).toBe(0);
  await until(
    () => state.limits.take('holder', key),
    (wait) => wait > 0,
  );
};

(hasRedis() ? describe : describe.skip)('Redis that is', () => {
  beforeAll(async () => {
    const started = await startOwnRedis();
    if (!started) throw new Error('REDIS_URL is set, but faults need a Redis of one’s own');
    redis = started;
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    opened = stateOn(redis.url);
    await untilItAnswers();
  });

  it('killed: each process goes on by itself, and with Redis again when it is back', async () => {
    await redis.kill();
    await expectNothingKnown();
    expect(await answers()).toBe(false);
    expect(await isUp()).toBe('0');
    expect(await fallbacks()).toBeGreaterThan(3);
    await redis.start();
    await untilItAnswers();
    expect(await opened.state.nonces.claim(fresh(), 1000)).toBe('first');
    expect(await isUp()).toBe('1');
    const told = opened.told.map(({ text }) => text).slice(-2);
    expect(told).toEqual(['Redis is away: each process goes on by itself', 'Redis answers again']);
    opened.state.close();
  });

  it('frozen: its silence is an absence, and its answers count again when it thaws', async () => {
    await redis.freeze();
    await expectNothingKnown();
    expect(await answers()).toBe(false);
    await redis.thaw();
    await untilItAnswers();
    expect(await opened.state.nonces.claim(fresh(), 1000)).toBe('first');
    opened.state.close();
  });
});

describe('Redis that was never there', () => {
  it('keeps nothing from starting', async () => {
    opened = stateOn('redis://127.0.0.1:1');
    await expectNothingKnown();
    expect(await answers()).toBe(false);
    opened.state.close();
  });
});
