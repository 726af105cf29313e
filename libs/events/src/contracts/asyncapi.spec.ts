import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import checkedIn from '../../../../contracts/asyncapi.json' with { type: 'json' };
import { examples } from '../testing/payloads.ts';
import { asyncApiDocument, componentName } from './asyncapi.ts';
import { documentChanges, type EventDocument } from './document-changes.ts';
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

  type Alterable = { [name: string]: Alterable };
  const alter = (change: (copy: Alterable) => void) => {
    const copy = JSON.parse(JSON.stringify(document)) as Alterable;
    change(copy);
    return documentChanges(document, copy as unknown as EventDocument);
  };
  const set = (holder: Alterable | undefined, more: object) => Object.assign(holder!, more);

  it('tells what a later document would break', () => {
    expect(alter(() => undefined)).toEqual([]);
    const found = alter(({ components }) => {
      const region = components!['schemas']!['huren_risk_region_v1']!;
      set(region['properties'], { county: { type: 'string' } });
      (region['required'] as unknown as string[]).push('county');
      delete components!['schemas']!['huren_decision_v1'];
    });
    expect(found).toEqual([
      { field: 'huren_risk_region_v1 /county', reason: 'the field is newly required' },
      { field: 'huren_decision_v1', reason: 'the topic was removed' },
    ]);
  });

  it('tells what readers of a topic would no longer take, and what of a signed one they may not leave out', () => {
    const more = { more: { type: 'string' } };
    const found = alter(({ components }) => {
      const { huren_member_v1: member, huren_ruleset_v1: rules } = components!['schemas']!;
      set(member!['properties'], more);
      set(member, { required: ['division', 'path'] });
      set(rules!['properties']!['ruleSet']!['properties'], more);
      set(rules!['properties'], more);
    });
    expect(found).toEqual([
      {
        field: 'huren_ruleset_v1 /ruleSet/more',
        reason: 'the field was added where readers take no other',
      },
      {
        field: 'huren_member_v1 /version',
        reason: 'the field is no longer required, and readers count on it',
      },
    ]);
  });

  it('tells what of a channel, its key and its headers became another, but for a minor version', () => {
    const found = alter(({ channels, components }) => {
      const kafka = channels!['huren_decision_v1']!['bindings']!['kafka']!;
      set(kafka, { partitions: 9 });
      set(kafka['topicConfiguration'], { 'retention.ms': 1000 });
      set(channels!['huren_code_v1']!['bindings']!['kafka']!['topicConfiguration'], {
        'cleanup.policy': ['delete'],
      });
      const message = components!['messages']!['huren_code_v1']!;
      set(message['bindings']!['kafka']!['key'], { description: 'subject' });
      delete message['headers']!['properties']!['ce_stateversion'];
      const { ce_dataschema: schema } = message['headers']!['properties']!;
      set(schema, { const: String(schema!['const']).replace(':1.0', ':1.1') });
      const { ce_dataschema: other } = components!['messages']!['huren_feed_v1']!['headers']!['properties']!;
      set(other, { const: String(other!['const']).replace(':1.0', ':2.0') });
    });
    expect(found.map(({ field }) => field).toSorted()).toEqual([
      'huren_code_v1 cleanup.policy',
      'huren_code_v1 headers/ce_stateversion',
      'huren_code_v1 key',
      'huren_decision_v1 partitions',
      'huren_decision_v1 retention.ms',
      'huren_feed_v1 headers/ce_dataschema',
      'huren_feed_v1 headers/ce_dataschema',
    ]);
  });
});
