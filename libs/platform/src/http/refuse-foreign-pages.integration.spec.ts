import { request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createHttpApp } from './http-app.ts';
import { listen } from './listen.ts';
import { TrainModule } from './testing/train-service.ts';

const apps: NestFastifyApplication[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

const started = async (trustedProxies?: string): Promise<string> => {
  const app = await createHttpApp(TrainModule, {
    title: 'Trains',
    description: '',
    logger: pino({ level: 'silent' }),
    digestKey: new Uint8Array(32),
    trustedProxies,
  });
  apps.push(app);
  return listen(app, { host: '127.0.0.1', port: 0, variable: 'HUB_PORT' });
};

type Answer = { readonly status: number | undefined; readonly body: { code?: string; detail?: string } };

const post = (url: string, headers: Record<string, string>): Promise<Answer> =>
  new Promise((done, failed) => {
    const told = { 'content-type': 'application/json', ...headers };
    const sent = request(`${url}/v1/trains`, { method: 'POST', headers: told }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Answer['body'];
        done({ status: answer.statusCode, body });
      });
    });
    sent.on('error', failed);
    sent.end('{"people":[{"codeRef":"a"}]}');
  });

const outcome = async (url: string, headers: Record<string, string>): Promise<unknown> => {
  const { status, body } = await post(url, headers);
  return status === 403 ? body.code : status;
};

describe('a page in a browser', () => {
  it('of the service itself is answered, as programs are', async () => {
    const url = await started();
    const port = new URL(url).port;
    expect(await outcome(url, {})).toBe(200);
    expect(await outcome(url, { origin: url, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await outcome(url, { host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(200);
    expect(await outcome(url, { host: `[::1]:${port}` })).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another port', { origin: 'http://127.0.0.1:1' }],
    ['without an origin that it tells', { origin: 'null' }],
    [
      'of another site, which its browser alone says',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    ],
    ['whose name was made to point here', { host: 'evil.example' }],
    [
      'whose name was made to point here, and says so',
      { host: 'evil.example', origin: 'http://evil.example' },
    ],
  ])('%s is refused', async (_, headers) => {
    expect(await outcome(await started(), headers)).toBe('foreign_page');
  });

  it('is told in one sentence why', async () => {
    const { body } = await post(await started(), { origin: 'https://evil.example' });
    expect(body.detail).toBe('a page of https://evil.example asks: this service answers only its own.');
  });

  it('behind a proxy of this machine is known by the name that the proxy passes on', async () => {
    const url = await started('127.0.0.1');
    const passedOn = { 'x-forwarded-host': 'hub.example', 'x-forwarded-for': '10.0.0.1' };
    expect(await outcome(url, { ...passedOn, origin: 'https://hub.example' })).toBe(200);
    expect(await outcome(url, { ...passedOn, origin: 'https://evil.example' })).toBe('foreign_page');
    expect(await outcome(url, { host: 'hub.example' })).toBe(200);
  });
});
