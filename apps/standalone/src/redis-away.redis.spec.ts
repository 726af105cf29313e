import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hasRedis, startOwnRedis } from '@huren/testing/redis';
import type { OwnRedis } from '@huren/testing/redis';
import { send } from './testing/send.ts';
import { twoHubs } from './testing/two-hubs.ts';
import type { TwoHubs } from './testing/two-hubs.ts';
import { until } from './testing/until.ts';

(hasRedis() ? describe : describe.skip)('two hubs whose Redis', () => {
  let redis: OwnRedis;
  let hubs: TwoHubs;

  const redisSeen = (): Promise<unknown[]> =>
    Promise.all(
      hubs.urls.map(async (url) => {
        const { body } = await send(`${url}/health/work`, 'GET', undefined);
        return (body['checks'] as { redis?: { ok: boolean } }).redis?.ok;
      }),
    );
  const untilSeen = (ok: boolean) => until(redisSeen, (seen) => seen.every((one) => one === ok));

  const ready = (): Promise<number[]> =>
    Promise.all(hubs.urls.map(async (url) => (await send(`${url}/health/ready`, 'GET', undefined)).status));

  /** Both hubs take new versions, and decide on nothing older. */
  const expectNewest = async (reference: string): Promise<void> => {
    for (const [n, colour] of [
      [0, 'green'],
      [1, 'yellow'],
      [0, 'green'],
    ] as const) {
      await hubs.handIn(n, reference, colour);
      expect(await hubs.coloursSeen(reference)).toEqual([colour, colour]);
    }
  };

  beforeAll(async () => {
    const started = await startOwnRedis();
    if (!started) throw new Error('REDIS_URL is set, but faults need a Redis of one’s own');
    redis = started;
    hubs = await twoHubs(redis.url);
    await untilSeen(true);
  }, 120_000);
  afterAll(async () => {
    await hubs.stop();
    await redis.stop();
  }, 60_000);
  afterEach(() => untilSeen(true));

  it('is killed go on from PostgreSQL, ready as ever, tell it to operators, and use it again when it is back', async () => {
    await expectNewest('KILLED01');
    await redis.kill();
    await expectNewest('KILLED01');
    await untilSeen(false);
    expect(await ready()).toEqual([200, 200]);
    expect((await send(`${hubs.urls[0]}/health/work`, 'GET', undefined)).status).toBe(503);
    await expectNewest('KILLED01');
    await redis.start();
    await untilSeen(true);
    await expectNewest('KILLED01');
  }, 90_000);

  it('is emptied decide on nothing older', async () => {
    await hubs.handIn(0, 'EMPTIED1', 'yellow');
    expect(await hubs.coloursSeen('EMPTIED1')).toEqual(['yellow', 'yellow']);
    await redis.empty();
    expect(await hubs.coloursSeen('EMPTIED1')).toEqual(['yellow', 'yellow']);
    await expectNewest('EMPTIED1');
  });

  it('is slower than they wait decide on nothing older', async () => {
    await expectNewest('SLOW0001');
    await redis.stall(800);
    await expectNewest('SLOW0001');
  });

  it('answers nothing at all go on from PostgreSQL, ready as ever', async () => {
    await expectNewest('FROZEN01');
    await redis.freeze();
    try {
      await expectNewest('FROZEN01');
      await untilSeen(false);
      expect(await ready()).toEqual([200, 200]);
      await expectNewest('FROZEN01');
    } finally {
      await redis.thaw();
    }
  }, 90_000);
});
