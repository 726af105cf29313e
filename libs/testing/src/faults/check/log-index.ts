import type { Logged } from './snapshot.ts';

/** Messages by topic and key, in the log's order. */
export type LogIndex = {
  /** Every copy of every event. */
  readonly all: readonly Logged[];
  of(topic: string, key: string): readonly Logged[];
  /** The key's newest state. */
  newest(topic: string, key: string): Logged | undefined;
  keys(topic: string): readonly string[];
  at(topic: string, key: string, version: number): Logged | undefined;
};

const newestOf = (messages: readonly Logged[]): Logged | undefined =>
  messages.reduce<Logged | undefined>(
    (best, one) => (best && (best.version ?? 0) >= (one.version ?? 0) ? best : one),
    undefined,
  );

export const logIndex = (log: readonly Logged[]): LogIndex => {
  const topics = new Map<string, Map<string, Logged[]>>();
  for (const message of log) {
    const keys = topics.get(message.topic) ?? new Map<string, Logged[]>();
    topics.set(message.topic, keys);
    const messages = keys.get(message.key) ?? [];
    keys.set(message.key, messages);
    messages.push(message);
  }
  const of = (topic: string, key: string): readonly Logged[] => topics.get(topic)?.get(key) ?? [];
  return {
    all: log,
    of,
    newest: (topic, key) => newestOf(of(topic, key)),
    keys: (topic) => [...(topics.get(topic)?.keys() ?? [])],
    at: (topic, key, version) => of(topic, key).find((message) => message.version === version),
  };
};

/** The first copy of each event, in order. */
export const firstCopies = (messages: readonly Logged[]): Logged[] => {
  const seen = new Set<string>();
  return messages.filter(({ id }) => !seen.has(id) && seen.add(id));
};

export const TOPICS = {
  code: 'huren.code.v1',
  person: 'huren.risk.person.v1',
  region: 'huren.risk.region.v1',
  decision: 'huren.decision.v1',
} as const;

export const shareTopicOf = (issuer: string): string => `huren.share.${issuer}.v1`;
