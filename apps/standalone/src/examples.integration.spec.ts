import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { Federation } from './federation.ts';

type Schema = {
  $ref?: string;
  type?: string;
  example?: unknown;
  items?: Schema;
  allOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
};
type Operation = {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

let federation: Federation;

beforeAll(async () => {
  const started = await temporaryFederation('2026-11-24T09:00:00+08:00');
  await started.seed();
  federation = started;
}, 60_000);

afterAll(() => federation.stop(), 60_000);

/** The example of a schema: its own, or put together from its fields; undefined where one is missing. */
const exampleOf = (schema: Schema, document: Document): unknown => {
  if (schema.example !== undefined) return schema.example;
  const referred = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (referred)
    return exampleOf(document.components.schemas[referred.split('/').at(-1) ?? ''] ?? {}, document);
  if (schema.type === 'array' && schema.items) {
    const item = exampleOf(schema.items, document);
    return item === undefined ? undefined : [item];
  }
  if (!schema.properties) return undefined;
  const fields = Object.entries(schema.properties).map(
    ([name, field]) => [name, exampleOf(field, document)] as const,
  );
  const isWhole = (schema.required ?? []).every((name) =>
    fields.some(([field, value]) => field === name && value !== undefined),
  );
  return isWhole ? Object.fromEntries(fields.filter(([, value]) => value !== undefined)) : undefined;
};

const send = async (base: string, path: string, method: string, operation: Operation, document: Document) => {
  let address = path;
  for (const { name, in: place, schema } of operation.parameters ?? []) {
    if (place !== 'path') continue;
    if (schema?.example === undefined) return 'no example';
    address = address.replace(`{${name}}`, String(schema.example));
  }
  const [type = '', { schema } = {}] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const body = schema ? exampleOf(schema, document) : undefined;
  if (schema && body === undefined) return 'no example';
  const response = await fetch(base + address, {
    method: method.toUpperCase(),
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return response.ok ? 'sent' : `${response.status} ${await response.text()}`;
};

const outcomesOf = async (base: string): Promise<Record<string, string>> => {
  const document = (await fetch(`${base}/docs-json`).then((response) => response.json())) as Document;
  const outcomes: Record<string, string> = {};
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      outcomes[`${method} ${path}`] = await send(base, path, method, operation, document);
    }
  }
  return outcomes;
};

/** What cannot be named before it has been made: a decision, a manifest, a fact, a handle, a correction. */
const madeFirst = (outcomes: Record<string, string>) =>
  Object.entries(outcomes)
    .filter(([, outcome]) => outcome === 'no example')
    .map(([operation]) => operation);

const refused = (outcomes: Record<string, string>) =>
  Object.entries(outcomes).filter(([, outcome]) => outcome !== 'sent' && outcome !== 'no example');

describe('the examples of OpenAPI are taken as they stand', () => {
  it('by the hub', async () => {
    const outcomes = await outcomesOf(federation.hub.url);
    expect(refused(outcomes)).toEqual([]);
    expect(madeFirst(outcomes)).toEqual([
      'get /v1/manifests/{manifestId}',
      'get /v1/decisions/{decisionId}',
      'post /v1/decisions/{decisionId}/replay',
      'post /v1/decisions/{decisionId}/erasure',
    ]);
  });

  it('by risk', async () => {
    const outcomes = await outcomesOf(federation.risk.url);
    expect(refused(outcomes)).toEqual([]);
    expect(madeFirst(outcomes)).toEqual(['post /v1/person-facts/{factId}/withdrawal']);
  });

  it('by the issuers', async () => {
    const outcomes = await outcomesOf(federation.issuer.url);
    expect(refused(outcomes)).toEqual([]);
    expect(madeFirst(outcomes)).toEqual([
      'post /v1/issuers/{issuer}/codes/verify',
      'post /v1/issuers/{issuer}/corrections',
      'get /v1/issuers/{issuer}/corrections/{correctionId}',
      'post /v1/issuers/{issuer}/corrections/{correctionId}/resolutions',
      'get /v1/issuers/{issuer}/decisions/{decisionId}',
      'post /v1/issuers/{issuer}/decisions/{decisionId}/replay',
      'post /v1/issuers/{issuer}/decisions/{decisionId}/erasure',
    ]);
  });
});
