import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import checkedIn from '../../../../contracts/asyncapi.json' with { type: 'json' };
import { examples } from '../testing/payloads.ts';
import { asyncApiDocument, componentName } from './asyncapi.ts';
import { documentChanges } from './document-changes.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { contracts } from './registry.ts';

const document = asyncApiDocument();

const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
};

const resolve = (ref: string): unknown =>
  ref
    .split('/')
    .slice(1)
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);

describe('the AsyncAPI document', () => {
  it('is the one that is checked in: `write-asyncapi` renews it', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(checkedIn);
  });

  it('has a channel, a message and an operation for every topic', () => {
    expect(document.asyncapi).toBe('3.0.0');
    for (const contract of contracts.all) {
      const name = componentName(contract);
      expect(document.channels[name]).toMatchObject({ address: contract.name });
      expect(document.operations[name]).toMatchObject({ action: 'send' });
      expect(document.components.messages[name]?.bindings.kafka.key.description).toBe(contract.key);
    }
  });

  it('says how Kafka is to keep each topic', () => {
    expect(document.channels['huren_code_v1']?.bindings.kafka).toEqual({
      partitions: 8,
      topicConfiguration: { 'cleanup.policy': ['compact'] },
    });
    expect(document.channels['huren_decision_v1']?.bindings.kafka.topicConfiguration).toEqual({
      'cleanup.policy': ['delete'],
      'retention.ms': 30 * 86_400_000,
    });
    expect(document.channels['huren_share_issuer_v1']).toMatchObject({ parameters: { issuer: {} } });
  });

  it('has no reference that leads nowhere', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(contracts.all.length);
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([]);
  });

  it('publishes schemas by which other languages judge as we do', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const [topic, { data }] of Object.entries(examples)) {
      const validate = ajv.compile(jsonSchemaOf(contracts.find(topic)!));
      expect([topic, validate(data)]).toEqual([topic, true]);
      expect([topic, validate({ ...data, surplus: 1 })]).toEqual([topic, false]);
    }
  });

  it('tells what a later document would break', () => {
    const schemas = { ...document.components.schemas };
    delete schemas['huren_decision_v1'];
    const region = structuredClone(schemas['huren_risk_region_v1']) as unknown as { required: string[]; properties: object };
    Object.assign(region.properties, { county: { type: 'string' } });
    region.required.push('county');
    const after = { components: { schemas: { ...schemas, huren_risk_region_v1: { ...region } } } };
    expect(documentChanges(document, document)).toEqual([]);
    expect(documentChanges(document, after)).toEqual([
      { field: 'huren_risk_region_v1 /county', reason: 'the field is newly required' },
      { field: 'huren_decision_v1', reason: 'the topic was removed' },
    ]);
  });
});
