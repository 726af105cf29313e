import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createHttpApp } from './http-app.ts';
import { operatorsHeader } from './operators-only.ts';

@Controller('admin/things')
class ThingsController {
  @Get()
  things(): readonly string[] {
    return ['thing'];
  }
}

@Controller('things')
class PublicController {
  @Get()
  things(): readonly string[] {
    return [];
  }
}

@Module({ controllers: [ThingsController, PublicController] })
class ThingsModule {}

const TOKEN = 'a token of thirty-two characters'.replaceAll(' ', '-');
const apps: NestFastifyApplication[] = [];

const appWith = async (operatorsToken?: string): Promise<NestFastifyApplication> => {
  const app = await createHttpApp(ThingsModule, {
    ...{ title: 'Things', description: '', logger: pino({ level: 'silent' }) },
    ...{ digestKey: new Uint8Array(32), operatorsToken },
  });
  apps.push(app);
  await app.init();
  return app;
};

let app: NestFastifyApplication;
beforeAll(async () => void (app = await appWith(TOKEN)));
afterAll(() => Promise.all(apps.map((one) => one.close())));

const asked = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await app.inject({ method: 'GET', url, headers });
  return { status: answer.statusCode, code: answer.json<{ code?: string }>().code };
};

describe('the operators’ side', () => {
  it('answers those who show the token, and everybody else by 401', async () => {
    expect(await asked('/v1/admin/things', operatorsHeader(TOKEN))).toEqual({ status: 200 });
    for (const authorization of ['', TOKEN, `Bearer ${TOKEN}x`, `bearer ${TOKEN}`, 'Bearer '])
      expect(await asked('/v1/admin/things', { authorization })).toEqual({
        status: 401,
        code: 'no_operator',
      });
  });

  it.each(['/v1/admin/things?a=1', '/v1/%61dmin/things', '/v1/admin%2Fthings', '/v1//admin/things'])(
    'is not answered by another way of writing its address: %s',
    async (url) => expect((await asked(url)).status).toBeGreaterThanOrEqual(400),
  );

  it('asks nobody else for it, and nobody where there is no token', async () => {
    expect((await asked('/v1/things')).status).toBe(200);
    const open = await appWith();
    expect((await open.inject('/v1/admin/things')).statusCode).toBe(200);
  });
});
