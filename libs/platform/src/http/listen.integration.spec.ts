import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createHttpApp } from './http-app.ts';
import { listen } from './listen.ts';

@Module({})
class NothingModule {}

const taken: Server[] = [];
const apps: NestFastifyApplication[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  for (const server of taken.splice(0)) server.close();
});

const takePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port));
    taken.push(server);
  });

const listenOn = async (host: string, port: number): Promise<string> => {
  const options = {
    title: 'Nothing',
    description: '',
    logger: pino({ level: 'silent' }),
    digestKey: new Uint8Array(32),
  };
  const app = await createHttpApp(NothingModule, options);
  apps.push(app);
  return listen(app, { host, port, variable: 'HUB_PORT' });
};

describe('listening', () => {
  it('answers the address', async () => {
    const url = await listenOn('127.0.0.1', 0);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('huren_http_request_seconds');
  });

  it('says in one sentence that a port is in use, and which variable chooses it', async () => {
    const port = await takePort();
    await expect(listenOn('127.0.0.1', port)).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: port ${port} is in use. Set HUB_PORT to another port.`,
    );
  });

  it('says in one sentence that an address is not of this machine', async () => {
    await expect(listenOn('192.0.2.1', 0)).rejects.toThrow(
      /this machine has no address 192\.0\.2\.1\. Set HOST/,
    );
  });
});
