import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contractChanges, type Json } from './contract-changes.ts';

const read = (path: string): Json =>
  JSON.parse(readFileSync(new URL(`../../../../contracts/${path}`, import.meta.url), 'utf8')) as Json;

const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['a'] };

const operation = { parameters: [{ name: 'at', in: 'query' }] };
const api = { openapi: '3.0.0', paths: { '/v1/x': { get: operation } }, components: { schemas: { X: schema } } };

describe('a change of a contract', () => {
  it('is none where nothing changed, in any document', () => {
    for (const path of ['openapi/hub.json', 'openapi/issuer.json', 'openapi/risk.json', 'json-schema/decision.json'])
      expect(contractChanges(read(path), read(path))).toEqual([]);
  });

  it('of a JSON Schema that breaks who uses it names the field', () => {
    const after = { ...schema, properties: { a: { type: 'string' } }, required: ['a', 'c'] };
    expect(contractChanges(schema, after).map(({ field }) => field)).toEqual(['/b', '/c']);
  });

  it('of an API that breaks who calls it names the operation, the parameter or the field', () => {
    const strict = { parameters: [{ name: 'at', in: 'query', required: true }] };
    const narrowed = { ...schema, required: ['a', 'b'] };
    expect(contractChanges(api, { ...api, paths: {} })).toEqual([
      { field: 'GET /v1/x', reason: 'the operation was removed' },
    ]);
    const after = { ...api, paths: { '/v1/x': { get: strict } }, components: { schemas: { X: narrowed } } };
    expect(contractChanges(api, after).map(({ field }) => field)).toEqual(['GET /v1/x query at', 'X /b']);
  });

  it('that only adds breaks nothing', () => {
    const wider = { ...schema, properties: { ...schema.properties, c: { type: 'string' } } };
    expect(contractChanges(schema, wider)).toEqual([]);
    const paths = { ...api.paths, '/v1/y': { get: operation } };
    expect(contractChanges(api, { ...api, paths })).toEqual([]);
  });
});
