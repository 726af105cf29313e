import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createHttpApp } from './http-app.ts';
import { clientOf, retryAfter } from './limit-clients.ts';
import { TrainModule } from './testing/train-service.ts';

type Taken = { readonly client: string; readonly cost: number };

/** Limits that keep what they were asked, and refuse one client. */
const limits = (taken: Taken[]) => ({
  take: (_budget: string, client: string, cost = 1): number => {
    if (client === '192.0.2.1') return 20_000;
    taken.push({ client, cost });
    return 0;
  },
  charge: (_budget: string, client: string, cost: number): void => void taken.push({ client, cost }),
});

let app: NestFastifyApplication;
let taken: Taken[];

beforeEach(async () => {
  taken = [];
  app = await createHttpApp(TrainModule, {
    title: 'Trains',
    description: 'For tests',
    logger: pino({ level: 'silent' }),
    digestKey: new Uint8Array(32),
    limits: limits(taken),
    trustedProxies: '10.0.0.0/8, ::1',
  });
  await app.init();
});
afterEach(() => app.close());

const get = (url: string, remoteAddress: string, forwarded?: string) =>
  app.inject({ url, remoteAddress, headers: forwarded ? { 'x-forwarded-for': forwarded } : {} });

describe('a client', () => {
  it('whose budget is spent is refused by a problem with a time to come back, before its request is read', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/trains',
      remoteAddress: '192.0.2.1',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status: 429, code: 'rate_limited', title: 'Too many requests' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(20);
    expect(taken).toEqual([]);
  });

  it('pays a little for what it gets, and a hundred times as much for what is not there', async () => {
    await get('/v1/trains/1', '192.0.2.2');
    await get('/v1/nothing', '192.0.2.3');
    expect(taken).toEqual([
      { client: '192.0.2.2', cost: 1 },
      { client: '192.0.2.3', cost: 1 },
      { client: '192.0.2.3', cost: 99 },
    ]);
  });

  it('may always ask whether the service is well', async () => {
    for (const url of ['/health/live', '/health/ready', '/metrics'])
      expect((await get(url, '192.0.2.1')).statusCode).not.toBe(429);
    expect(taken).toEqual([]);
  });

  it('is who a trusted proxy says it is, and nobody else’s word counts', async () => {
    await get('/v1/trains/1', '10.1.2.3', '198.51.100.7');
    await get('/v1/trains/1', '203.0.113.9', '198.51.100.7');
    expect(taken.map(({ client }) => client)).toEqual(['198.51.100.7', '203.0.113.9']);
  });
});

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['::1', '::/64'],
    ['somewhere', 'somewhere'],
  ])('%s stands for the client %s', (address, client) => {
    expect(clientOf(address)).toBe(client);
  });
});

describe('the time to come back', () => {
  it('is never before the budget is whole, and spread over ten seconds', () => {
    expect(retryAfter(1, 0)).toBe('1');
    expect(retryAfter(1500, 0)).toBe('2');
    expect(retryAfter(1500, 0.999)).toBe('12');
    expect(retryAfter(59_000, 0.5)).toBe('64');
  });
});
