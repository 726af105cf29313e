import { changesForAll, changesForReaders, onceEach, type BreakingChange } from './breaking-changes.ts';
import type { JsonSchema } from './json-schema.ts';
import { majorOf } from './later-minor.ts';

interface Channel {
  address: string;
  bindings: { kafka: { partitions: number; topicConfiguration: Readonly<Record<string, unknown>> } };
}

interface Message {
  contentType: string;
  headers: JsonSchema;
  bindings: { kafka: { key: { description: string } } };
  'x-signed'?: readonly string[];
}

/** What of an AsyncAPI document of the federation its readers and writers rest on. */
export interface EventDocument {
  channels: Readonly<Record<string, Channel>>;
  components: {
    messages: Readonly<Record<string, Message>>;
    schemas: Readonly<Record<string, JsonSchema>>;
  };
}

/** What is kept for ever, or by compaction, is kept no shorter than anything. */
const retentionOf = ({ bindings }: Channel): number => {
  const kept = Number(bindings.kafka.topicConfiguration['retention.ms'] ?? -1);
  return kept < 0 ? Infinity : kept;
};

/** By their names what must stay as it is: order, place and survival of messages rest on it. */
const settingsOf = ({ channels, components }: EventDocument, name: string): Record<string, unknown> => {
  const { kafka } = channels[name]?.bindings ?? {};
  const message = components.messages[name];
  return {
    address: channels[name]?.address,
    partitions: kafka?.partitions,
    'cleanup.policy': kafka?.topicConfiguration['cleanup.policy'],
    key: message?.bindings.kafka.key.description,
    contentType: message?.contentType,
    'x-signed': message?.['x-signed'],
  };
};

const settingChanges = (before: EventDocument, after: EventDocument, name: string): BreakingChange[] => {
  const now = settingsOf(after, name);
  const told = (value: unknown) => JSON.stringify(value) ?? 'nothing';
  const other = Object.entries(settingsOf(before, name))
    .filter(([setting, value]) => told(value) !== told(now[setting]))
    .map(([field, value]) => ({ field, reason: `was ${told(value)} and is ${told(now[field])}` }));
  const [old, next] = [before, after].map(({ channels }) => channels[name]);
  if (!old || !next || retentionOf(next) >= retentionOf(old)) return other;
  return [...other, { field: 'retention.ms', reason: `was lowered to ${retentionOf(next)}` }];
};

/** The headers, whose schema is named without its minor version: that one may rise. */
const headersOf = ({ components }: EventDocument, name: string): JsonSchema =>
  JSON.parse(
    JSON.stringify(components.messages[name]?.headers ?? {}, (key, value: unknown) =>
      key === 'const' && String(value).startsWith('urn:huren:contract:') ? majorOf(String(value)) : value,
    ),
  ) as JsonSchema;

const memberOf = ({ properties = {} }: JsonSchema & { properties?: object }, member: string): JsonSchema =>
  (properties as Record<string, JsonSchema>)[member] ?? {};

/** Of a signed document readers ignore no field. */
const topicChanges = (before: EventDocument, after: EventDocument, name: string): BreakingChange[] => {
  const [old, next] = [before, after].map(({ components }) => components.schemas[name] ?? {}) as [
    JsonSchema,
    JsonSchema,
  ];
  const roots = { old: { ...before }, new: { ...after } };
  const inside = (member: string) =>
    changesForReaders(memberOf(old, member), memberOf(next, member), roots, false).map(({ field, reason }) => ({
      field: `/${member}${field}`,
      reason,
    }));
  const signed = before.components.messages[name]?.['x-signed'] ?? [];
  const headers = changesForAll(headersOf(before, name), headersOf(after, name));
  return [
    ...onceEach([...changesForAll(old, next, roots), ...signed.flatMap(inside)]),
    ...headers.map(({ field, reason }) => ({ field: `headers${field}`, reason })),
    ...settingChanges(before, after, name),
  ];
};

/** What breaks readers or writers between two AsyncAPI documents of the federation, by topic and field. */
export const documentChanges = (before: EventDocument, after: EventDocument): BreakingChange[] =>
  Object.keys(before.components.schemas).flatMap((name) =>
    after.components.schemas[name]
      ? topicChanges(before, after, name).map(({ field, reason }) => ({ field: `${name} ${field}`, reason }))
      : [{ field: name, reason: 'the topic was removed' }],
  );
