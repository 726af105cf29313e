import { contracts as federation, type Contracts } from './registry.ts';
import { jsonSchemaOf, rootedAt, type JsonSchema } from './json-schema.ts';
import { dataschemaOf, type TopicContract } from './topic.ts';
import { topicSettings } from './topic-settings.ts';

const text = { type: 'string', minLength: 1 } as const;

/** CloudEvents 1.0 attributes as Kafka headers (binary mode). */
const headersOf = (contract: TopicContract): JsonSchema => ({
  type: 'object',
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: text,
    ce_source: { ...text, format: 'uri-reference' },
    ce_type: { type: 'string', const: contract.name.replaceAll(/[{}]/g, '') },
    ce_time: { type: 'string', format: 'date-time' },
    ce_dataschema: { type: 'string', const: dataschemaOf(contract) },
    ...(contract.versionOf ? { ce_stateversion: { type: 'string', pattern: '^[1-9][0-9]*$' } } : {}),
    'content-type': { type: 'string', const: 'application/json' },
  },
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_time', 'ce_dataschema'],
});

/** Names in a document hold no dots or braces. */
export const componentName = (contract: TopicContract): string =>
  contract.name.replaceAll('.', '_').replaceAll(/[{}]/g, '');

const schemaRef = (contract: TopicContract) => `/components/schemas/${componentName(contract)}`;

const messageOf = (contract: TopicContract) => ({
  name: contract.name,
  title: contract.title,
  contentType: 'application/json',
  headers: headersOf(contract),
  payload: { $ref: `#${schemaRef(contract)}` },
  ...(contract.signed ? { 'x-signed': contract.signed } : {}),
  bindings: { kafka: { key: { type: 'string', description: contract.key } } },
});

const parametersOf = (contract: TopicContract) => {
  const names = [...contract.name.matchAll(/\{([a-z]+)\}/g)].map((match) => match[1] ?? '');
  if (names.length === 0) return {};
  return { parameters: Object.fromEntries(names.map((name) => [name, { description: 'GB/T 2260 division' }])) };
};

const channelBinding = (contract: TopicContract) => {
  const { partitions, cleanupPolicy, retentionMs } = topicSettings(contract);
  return {
    partitions,
    topicConfiguration: {
      'cleanup.policy': [cleanupPolicy],
      ...(retentionMs === null ? {} : { 'retention.ms': retentionMs }),
    },
  };
};

const channelOf = (contract: TopicContract) => ({
  address: contract.name,
  title: contract.title,
  description: contract.wholeState
    ? 'A message carries the whole state of its key; a later version replaces it.'
    : 'Messages of a key build on each other and are applied in order.',
  ...parametersOf(contract),
  messages: { event: { $ref: `#/components/messages/${componentName(contract)}` } },
  bindings: { kafka: channelBinding(contract) },
});

const operationOf = (contract: TopicContract) => ({
  action: 'send',
  channel: { $ref: `#/channels/${componentName(contract)}` },
  summary: `By ${contract.producers.join(', ')}`,
});

/** The topics of the federation as an AsyncAPI 3.0 document. */
export const asyncApiDocument = (contracts: Contracts = federation) => {
  const each = <T>(make: (contract: TopicContract) => T): Record<string, T> =>
    Object.fromEntries(contracts.all.map((contract) => [componentName(contract), make(contract)]));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Huren events',
      version: '1.0.0',
      description: 'What the services tell each other: CloudEvents 1.0, in binary mode on Kafka.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: each(channelOf),
    operations: each(operationOf),
    components: {
      messages: each(messageOf),
      schemas: each((contract) => rootedAt(jsonSchemaOf(contract), schemaRef(contract))),
    },
  };
};
