import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createHttpApp } from './http-app.ts';
import { TrainModule } from './testing/train-service.ts';

const lines: string[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await createHttpApp(TrainModule, {
    title: 'Trains',
    description: 'For tests',
    logger,
    digestKey: new Uint8Array(32),
    bodyLimit: 1024,
  });
  await app.init();
});
afterAll(() => app.close());

type Sent = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  payload?: string;
  type?: string;
  encoding?: string;
};

const send = async ({ method = 'GET', url, payload, type = 'application/json' }: Sent) => {
  const headers = payload === undefined || type === '' ? {} : { 'content-type': type };
  const response = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return {
    status: response.statusCode,
    type: response.headers['content-type'],
    headers: response.headers,
    body: response.json<Record<string, unknown>>(),
  };
};

describe('a service over HTTP', () => {
  it('answers a request that fits', async () => {
    const answer = await send({ method: 'POST', url: '/v1/trains', payload: '{"people":[{"codeRef":"a"}]}' });
    expect(answer).toMatchObject({ status: 200, body: { people: 1 } });
  });

  it('names every field that does not fit, by its pointer', async () => {
    const payload = '{"people":[{"codeRef":"a"},{"codeRef":7,"colour":"green"}],"wagons":3}';
    const { status, type, body } = await send({ method: 'POST', url: '/v1/trains', payload });
    expect({ status, type }).toEqual({ status: 400, type: 'application/problem+json; charset=utf-8' });
    expect(body).toMatchObject({
      code: 'invalid_request',
      errors: expect.arrayContaining([
        { pointer: '/people/1/codeRef', reason: expect.any(String) },
        { pointer: '/people/1/colour', reason: 'is no field of this request' },
        { pointer: '/wagons', reason: 'is no field of this request' },
      ]),
    });
  });

  it('says of an absent field that it is missing, and of a parameter that nobody reads that it is none', async () => {
    const payload = '{"people":[{}]}';
    const { body } = await send({ method: 'POST', url: '/v1/trains?wagon=3', payload });
    expect(body['errors']).toEqual([{ pointer: '/wagon', reason: 'is no parameter of this request' }]);
    const absent = await send({ method: 'POST', url: '/v1/trains', payload });
    expect(absent.body['errors']).toEqual([{ pointer: '/people/0/codeRef', reason: 'is missing' }]);
    const empty = await send({ method: 'POST', url: '/v1/trains', payload: '{}' });
    expect(empty.body['errors']).toEqual([{ pointer: '/people', reason: 'is missing' }]);
  });

  it.each<[string, Sent, number, string]>([
    ['malformed JSON', { method: 'POST', url: '/v1/trains', payload: '{"people":' }, 400, 'malformed_json'],
    ['an empty body', { method: 'POST', url: '/v1/trains', payload: '' }, 400, 'malformed_json'],
    ['a list for an object', { method: 'POST', url: '/v1/trains', payload: '[]' }, 400, 'invalid_request'],
    ['nothing for an object', { method: 'POST', url: '/v1/trains' }, 400, 'invalid_request'],
    [
      'a poisoned prototype',
      { method: 'POST', url: '/v1/trains', payload: '{"__proto__":{}}' },
      400,
      'malformed_json',
    ],
    [
      'an oversize body',
      { method: 'POST', url: '/v1/trains', payload: `"${'x'.repeat(2000)}"` },
      413,
      'body_too_large',
    ],
    [
      "a route's own limit",
      { method: 'PUT', url: '/v1/trains/1', payload: `{"a":"${'x'.repeat(80)}"}` },
      413,
      'body_too_large',
    ],
    [
      'another media type',
      { method: 'POST', url: '/v1/trains', payload: '<a/>', type: 'text/xml' },
      415,
      'unsupported_media_type',
    ],
    [
      'a form, as any page on the web can send it',
      { method: 'POST', url: '/v1/trains', payload: 'people=1', type: 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    [
      'plain text',
      { method: 'POST', url: '/v1/trains', payload: '{"people":[]}', type: 'text/plain' },
      415,
      'unsupported_media_type',
    ],
    [
      'a body without a media type',
      { method: 'POST', url: '/v1/trains', payload: '{"people":[]}', type: '' },
      415,
      'unsupported_media_type',
    ],
    [
      'CSV where none is declared',
      { method: 'POST', url: '/v1/trains', payload: 'a,b', type: 'text/csv' },
      415,
      'unsupported_media_type',
    ],
    [
      'JSON where CSV is declared',
      { method: 'POST', url: '/v1/trains/import.csv', payload: '{}' },
      415,
      'unsupported_media_type',
    ],
    ['NUL where nothing is', { url: '/v1/ships/%00' }, 404, 'not_found'],
    [
      'NUL in CSV',
      { method: 'POST', url: '/v1/trains/import.csv', payload: 'a\0', type: 'text/csv' },
      400,
      'invalid_request',
    ],
    ['an unknown address', { url: '/v1/ships' }, 404, 'not_found'],
    ['an address without the version', { url: '/trains/1' }, 404, 'not_found'],
    ['another method', { method: 'DELETE', url: '/v1/trains/1?now=1' }, 405, 'method_not_allowed'],
    ['an address that is no URL', { url: '/v1/trains/%zz' }, 400, 'invalid_request'],
    ['a refusal', { url: '/v1/trains/refused' }, 409, 'already_left'],
    ['a fault of ours', { url: '/v1/trains/broken' }, 500, 'internal'],
  ])('answers %s with a problem document', async (_, sent, status, code) => {
    const answer = await send(sent);
    expect(answer).toMatchObject({ status, body: { status, code, type: `urn:huren:problem:${code}` } });
    expect(answer.type).toMatch(/^application\/problem\+json/);
    expect(answer.body['instance']).toMatch(/^urn:huren:request:/);
    expect(JSON.stringify(answer.body)).not.toMatch(/张三|select|\.ts:/);
  });

  it.each([
    ['NUL in the path', { url: '/v1/trains/a%00' }, '/id', 'has a NUL character'],
    ['NUL in the query', { url: '/v1/trains/1?at=%00' }, '/at', 'has a NUL character'],
    [
      'NUL in a body',
      { method: 'PUT' as const, url: '/v1/trains/1', payload: '{"a":["\\u0000"]}' },
      '/a/0',
      'has a NUL character',
    ],
    [
      'half a pair in a body',
      { method: 'PUT' as const, url: '/v1/trains/1', payload: '{"a":"\\uD800"}' },
      '/a',
      'has half of a surrogate pair',
    ],
  ])('refuses %s, and says where it stands', async (_, sent, pointer, reason) => {
    expect(await send(sent)).toMatchObject({ status: 400, body: { errors: [{ pointer, reason }] } });
  });

  it('takes CSV where it is declared, and text in any script', async () => {
    const csv = {
      method: 'POST' as const,
      url: '/v1/trains/import.csv',
      payload: '张三\n',
      type: 'text/csv',
    };
    expect(await send(csv)).toMatchObject({ status: 201, body: { body: '张三\n' } });
    const pair = { method: 'PUT' as const, url: '/v1/trains/1', payload: '{"a":"\\ud83d\\ude00"}' };
    expect(await send(pair)).toMatchObject({ status: 200, body: { body: { a: '😀' } } });
    const charset = {
      method: 'POST' as const,
      url: '/v1/trains',
      payload: '{"people":[]}',
      type: 'Application/JSON; charset=utf-8',
    };
    expect(await send(charset)).toMatchObject({ status: 200 });
  });

  it('says which methods an address has', async () => {
    const { headers } = await send({ method: 'DELETE', url: '/v1/trains/1' });
    expect(headers['allow']).toBe('GET, HEAD, PUT');
  });

  it('logs the pattern of the route, never the address or the body', async () => {
    lines.length = 0;
    await send({ method: 'PUT', url: '/v1/trains/secret-4711', payload: '{"name":"张三"}' });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ msg: 'request', method: 'PUT', route: '/v1/trains/:id', status: 200 }),
    ]);
    expect(lines.join('')).not.toMatch(/4711|张三/);
  });

  it('is live although it is not ready', async () => {
    expect(await send({ url: '/health/live' })).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await send({ url: '/health/ready' })).toMatchObject({
      status: 503,
      body: { status: 'not_ready', checks: { database: false } },
    });
  });

  it('describes itself in OpenAPI', async () => {
    const { body } = await send({ url: '/docs-json' });
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Trains' } });
    expect(Object.keys(body['paths'] as object)).toEqual([
      '/v1/trains',
      '/v1/trains/{id}',
      '/v1/trains/import.csv',
    ]);
    expect((await app.inject('/docs')).body).toContain('swagger-ui');
  });
});
