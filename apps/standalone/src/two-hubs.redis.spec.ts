import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasRedis, testRedisUrl } from '@huren/testing/redis';
import { send } from './testing/send.ts';
import { twoHubs } from './testing/two-hubs.ts';
import type { TwoHubs } from './testing/two-hubs.ts';
import { until } from './testing/until.ts';

const FROM_CACHE = 'huren_hub_records_asked_total{from="cache"}';
const ELSEWHERE = 'huren_hub_handles_elsewhere_total';

(hasRedis() ? describe : describe.skip)('two hubs on one Redis', () => {
  let hubs: TwoHubs;

  beforeAll(async () => {
    hubs = await twoHubs(testRedisUrl());
    await until(
      () => send(`${hubs.urls[1]}/health/work`, 'GET', undefined),
      ({ body }) => (body['checks'] as { redis?: { ok: boolean } }).redis?.ok === true,
    );
  }, 120_000);
  afterAll(() => hubs.stop(), 60_000);

  it('decide on the newest version of a record from its commit on, whichever of them took it, and on what either has read', async () => {
    for (let n = 0; n < 20; n += 1) {
      const colour = n % 2 === 0 ? 'green' : 'yellow';
      await hubs.handIn(n % 3 === 0 ? 0 : 1, 'SHARED01', colour);
      for (let again = 0; again < 2; again += 1)
        expect(await hubs.coloursSeen('SHARED01')).toEqual([colour, colour]);
    }
    expect(await hubs.figure(FROM_CACHE)).toBeGreaterThan(0);
  }, 60_000);

  it('count a handle that is scanned at a second destination, wherever, once, and let it pass as ever', async () => {
    const presented = await hubs.show();
    expect((await hubs.recognise(0, presented, '440111')).body).toMatchObject({ result: 'recognised' });
    await hubs.recognise(1, presented, '440111');
    expect(await hubs.figure(ELSEWHERE)).toBe(0);
    expect((await hubs.recognise(1, presented, '420100')).status).toBe(200);
    await until(
      () => hubs.figure(ELSEWHERE),
      (count) => count === 1,
    );
    await hubs.recognise(0, presented, '420100');
    await hubs.recognise(0, presented, '440111');
    expect(await hubs.figure(ELSEWHERE)).toBe(1);
  });

  it('refuse together a client that tries numbers, with a time to come back, and nobody else', async () => {
    const tried = (hub: 0 | 1, n: number) =>
      hubs.recognise(hub, `HLJJKK:TRIED${100 + n}`, '370600', '192.0.2.66');
    let n = 0;
    const spent = await until(
      () => tried(0, (n += 1)),
      ({ status }) => status === 429,
    );
    expect(spent).toMatchObject({
      type: expect.stringContaining('application/problem+json'),
      body: { code: 'rate_limited' },
    });
    expect(n).toBeLessThan(40);
    const before = n;
    await until(
      () => tried(1, (n += 1)),
      ({ status }) => status === 429,
    );
    expect(n - before).toBeLessThan(10);
    expect((await hubs.recognise(1, 'HLJJKK:SHARED01', '370600', '192.0.2.67')).status).toBe(200);
  });
});
