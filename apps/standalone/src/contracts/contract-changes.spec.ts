import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contractChanges, type Json } from './contract-changes.ts';

const read = (path: string): Json =>
  JSON.parse(readFileSync(new URL(`../../../../contracts/${path}`, import.meta.url), 'utf8')) as Json;

const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['a'] };

const operation = { parameters: [{ name: 'at', in: 'query', schema: { type: 'string' } }] };
const json = (content: object, more: object = {}) => ({
  ...more,
  content: { 'application/json': { schema: content } },
});
const reference = { $ref: '#/components/schemas/X' };
const post = { requestBody: json(reference), responses: { 200: json(reference), 404: { description: 'none' } } };
const api = {
  openapi: '3.1.0',
  paths: { '/v1/x': { get: operation, post } },
  components: { schemas: { X: schema } },
};

/** What breaks where the operations of a path are others, or the schema. */
const changed = (operations: object, x: object = schema) =>
  contractChanges(api, {
    ...api,
    paths: { '/v1/x': { ...api.paths['/v1/x'], ...operations } },
    components: { schemas: { X: x } },
  }).map(({ field, reason }) => `${field}: ${reason}`);

describe('a change of a contract', () => {
  it('is none where nothing changed, in any document', () => {
    for (const path of ['openapi/hub.json', 'openapi/issuer.json', 'openapi/risk.json', 'json-schema/decision.json'])
      expect(contractChanges(read(path), read(path))).toEqual([]);
  });

  it('of a JSON Schema that breaks who uses it names the field', () => {
    const after = { ...schema, properties: { a: { type: 'string' } }, required: ['a', 'c'] };
    expect(contractChanges(schema, after).map(({ field }) => field)).toEqual(['/b', '/c']);
  });

  it('of a JSON Schema with another value breaks who reads by it, but not a dialect, which is written alone', () => {
    const told = ($id: string, ...values: string[]) => ({ $id, enum: values });
    const [reason = '', dialect = ''] = ['https://huren.example/schemas/reason.json', 'https://huren.example/schemas/dialect.json'];
    expect(contractChanges(told(reason, 'a'), told(reason, 'a', 'b'))).toEqual([
      { field: '/', reason: 'readers do not know: "b"' },
    ]);
    expect(contractChanges(told(dialect, 'a'), told(dialect, 'a', 'b'))).toEqual([]);
    expect(contractChanges(told(dialect, 'a', 'b'), told(dialect, 'a'))).toMatchObject([{ field: '/' }]);
  });

  it('of an API that breaks who calls it names the operation, the parameter or the field', () => {
    expect(contractChanges(api, { ...api, paths: {} }).map(({ field }) => field)).toEqual([
      'GET /v1/x',
      'POST /v1/x',
    ]);
    const strict = { parameters: [{ ...operation.parameters[0], required: true }] };
    expect(changed({ get: strict })).toEqual(['GET /v1/x query at: the parameter is newly required']);
    expect(changed({ get: { parameters: [] } })).toEqual(['GET /v1/x query at: the parameter was removed']);
    const number = { parameters: [{ ...operation.parameters[0], schema: { type: 'number' } }] };
    expect(changed({ get: number })).toEqual([
      'GET /v1/x query at /: the type string is no longer allowed, only number',
    ]);
  });

  it('of what an operation takes and answers is found for who writes and for who reads', () => {
    expect(changed({}, { ...schema, required: ['a', 'b'] })).toEqual([
      'POST /v1/x body /b: the field is newly required',
    ]);
    expect(changed({}, { ...schema, required: [] })).toEqual([
      'POST /v1/x 200 /a: the field is no longer required, and readers count on it',
    ]);
    const required = json(reference, { required: true });
    expect(changed({ post: { ...post, requestBody: required } })).toEqual([
      'POST /v1/x body: the body is newly required',
    ]);
    expect(changed({ post: { responses: post.responses } })).toEqual(['POST /v1/x body: the body was removed']);
    expect(changed({ post: { ...post, responses: { 200: json(reference) } } })).toEqual([
      'POST /v1/x 404: the status was removed',
    ]);
    const text = { content: { 'text/plain': {} } };
    expect(changed({ post: { ...post, responses: { ...post.responses, 200: text } } })).toEqual([
      'POST /v1/x 200 application/json: the media type was removed',
    ]);
    const inline = json({ ...schema, properties: { ...schema.properties, a: { type: ['string', 'null'] } } });
    expect(changed({ post: { ...post, responses: { ...post.responses, 200: inline } } })).toEqual([
      'POST /v1/x 200 /a: the type null is allowed now, and readers know only string',
    ]);
  });

  it('that only adds breaks nothing', () => {
    const wider = { ...schema, properties: { ...schema.properties, c: { type: 'string' } } };
    expect(contractChanges(schema, wider)).toEqual([]);
    const paths = { ...api.paths, '/v1/y': { get: operation } };
    expect(contractChanges(api, { ...api, paths })).toEqual([]);
  });
});
