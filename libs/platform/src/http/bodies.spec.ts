import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createHttpApp } from './http-app.ts';
import { TrainModule } from './testing/train-service.ts';

let app: NestFastifyApplication;

beforeAll(async () => {
  const [logger, digestKey] = [pino({ level: 'silent' }), new Uint8Array(32)];
  app = await createHttpApp(TrainModule, { title: 'Trains', description: 'For tests', logger, digestKey });
  await app.init();
});
afterAll(() => app.close());

const send = async (payload: string, headers: Record<string, string> = {}) => {
  const sent = { 'content-type': 'application/json', ...headers };
  const response = await app.inject({ method: 'POST', url: '/v1/trains', headers: sent, payload });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
};

describe('a body', () => {
  it('that is no JSON is told from where on, if that is known, and is not quoted', async () => {
    const told = async (payload: string) => (await send(payload)).body['detail'];
    expect(await told('{"people":[],}')).toBe('The body is not JSON from its character 14 on.');
    expect(await told('[7] "Zhang"')).toBe('The body is not JSON from its character 5 on.');
    expect(await told('{"people":Zhang in JSON at position 3')).toBe('The body is not JSON.');
    expect(await told('{"people":{"__proto__":7}}')).toBe('The body is not JSON.');
  });

  it('that is no object is told so, once and without the name of the field', async () => {
    const errors = async (payload: string) => (await send(payload)).body['errors'];
    for (const payload of ['[]', 'null', '"x"', '7'])
      expect(await errors(payload)).toEqual([{ pointer: '', reason: 'is no object' }]);
    expect(await errors('{"people":7}')).toEqual([{ pointer: '/people', reason: 'must be an array' }]);
    expect(await errors('{"people":[7]}')).toEqual([{ pointer: '/people/0', reason: 'must be an object' }]);
    expect(await errors('{"people":[{"codeRef":7}]}')).toEqual([
      { pointer: '/people/0/codeRef', reason: 'must be a string' },
    ]);
  });

  it('that has lists in the place of objects is told which, whatever they hold', async () => {
    const reason = 'must be an object';
    for (const list of ['[]', '[{"codeRef":"a"}]']) {
      const { status, body } = await send(`{"people":[{"codeRef":"a"},${list}]}`);
      expect({ status, errors: body['errors'] }).toEqual({
        status: 400,
        errors: [{ pointer: '/people/1', reason }],
      });
    }
  });

  it.each([
    ['arrays', (n: number) => '['.repeat(n) + ']'.repeat(n)],
    ['objects', (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`],
  ])('of more %s in one another than anybody reads is refused, and told where', async (_, nested) => {
    const reason = 'is nested more than 250 levels deep';
    for (const levels of [250, 1_000, 400_000]) {
      const { status, body } = await send(`{"people":[],"wagons":${nested(levels)}}`);
      expect({ status, errors: body['errors'] }).toEqual({
        status: 400,
        errors: [{ pointer: '/wagons', reason }],
      });
    }
    const { body } = await send(`{"people":[],"wagons":${nested(249)}}`);
    expect(body['errors']).toEqual([{ pointer: '/wagons', reason: 'is no field of this request' }]);
    expect((await send(`{"people":${nested(249)}}`)).status).toBeLessThan(500);
  });

  it('with a list longer than anybody takes is refused, and told where', async () => {
    const list = (length: number): string => JSON.stringify(Array(length).fill(7));
    const reason = 'has a list of more than 20000 items';
    for (const people of [list(20_001), `[{"codeRef":${list(500_000)}}]`]) {
      const { status, body } = await send(`{"wagons":[],"people":${people}}`);
      expect({ status, errors: body['errors'] }).toEqual({
        status: 400,
        errors: [{ pointer: '/people', reason }],
      });
    }
    const { body } = await send(`{"people":[],"wagons":${list(20_000)}}`);
    expect(body['errors']).toEqual([{ pointer: '/wagons', reason: 'is no field of this request' }]);
  });

  it.each([{ 'content-encoding': 'gzip' }, { 'content-type': 'application/json; charset=utf-16le' }])(
    'is not taken with %j',
    async (headers) => {
      expect(await send('{"people":[]}', headers as Record<string, string>)).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type', detail: expect.stringContaining('UTF-8') },
      });
    },
  );
});

it('an address that is no URL is told so', async () => {
  const response = await app.inject({ method: 'GET', url: '/v1/%zz' });
  expect(response.json()).toMatchObject({ status: 400, detail: 'The address is no URL.' });
});
