import kafkajs, { type Admin, type ITopicConfig } from 'kafkajs';
import { contractOf } from '../contracts/check.ts';
import type { Contracts } from '../contracts/registry.ts';
import { topicSettings } from '../contracts/topic-settings.ts';
import { untilZero } from '../util/deadline.ts';
import { wait } from '../util/wait.ts';
import { driftOf, type DescribingAdmin } from './topic-drift.ts';

/** Room for the largest event; a publisher's requests are far smaller. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

const configOf = (contracts: Contracts, topic: string, replication: number): ITopicConfig => {
  const { partitions, cleanupPolicy, retentionMs } = topicSettings(contractOf(contracts, topic));
  const entries = {
    'cleanup.policy': cleanupPolicy,
    'max.message.bytes': MAX_MESSAGE_BYTES,
    // Whatever others pack with, the broker keeps it in the codec that every reader here has.
    'compression.type': 'gzip',
    // The broker's time, not the publisher's: one whose clock stands ahead would be refused for good.
    'message.timestamp.type': 'LogAppendTime',
    ...(retentionMs === null ? {} : { 'retention.ms': retentionMs }),
    // One copy may be away: what is acknowledged stands in all others.
    ...(replication > 0 ? { 'min.insync.replicas': Math.max(1, replication - 1) } : {}),
  };
  return {
    topic,
    numPartitions: partitions,
    replicationFactor: replication,
    configEntries: Object.entries(entries).map(([name, value]) => ({ name, value: String(value) })),
  };
};

type TopicAdmin = Pick<Admin, 'createTopics' | 'fetchTopicOffsets'> & DescribingAdmin;

/** A broker that starts, with all topics new to it, takes its time. */
const LEADERS_MS = 60_000;

const BUSY_MS = 50;

/** Metadata tell of a topic before its leaders work: they do when they can say where it ends. */
const countWithoutLeader = async (admin: TopicAdmin, topics: string[]): Promise<number> => {
  const asked = await Promise.allSettled(topics.map((topic) => admin.fetchTopicOffsets(topic)));
  return asked.filter(({ status }) => status === 'rejected').length;
};

const isOfNow = (error: unknown): boolean => error instanceof kafkajs.KafkaJSError && error.retriable;

/** How topics differ, or that it is not known. The client asks of others too, also of one that is being created. */
const compare = async (admin: TopicAdmin, configs: ITopicConfig[]): Promise<string[]> => {
  const end = performance.now() + LEADERS_MS;
  for (;;)
    try {
      return await driftOf(admin, configs);
    } catch (error) {
      if (isOfNow(error) && performance.now() < end) await wait(BUSY_MS);
      else {
        const names = configs.map(({ topic }) => topic).join(', ');
        return [`${names}: not compared with their contracts: ${String(error)}`];
      }
    }
};

/**
 * Creates topics when first met, as their contracts say. One that exists stays as it is, for more partitions would
 * give keys another place; how it differs is told.
 */
export const createTopics = (
  admin: TopicAdmin,
  contracts: Contracts,
  replication: number,
  onDrift: (drift: string) => void,
) => {
  const known = new Set<string>();
  return async (topics: Iterable<string>): Promise<void> => {
    const fresh = [...new Set(topics)].filter((topic) => !known.has(topic));
    if (fresh.length === 0) return;
    const configs = fresh.map((topic) => configOf(contracts, topic, replication));
    await admin.createTopics({ topics: configs, waitForLeaders: false });
    await untilZero('topics without a leader', () => countWithoutLeader(admin, fresh), LEADERS_MS);
    fresh.forEach((topic) => known.add(topic));
    for (const drift of await compare(admin, configs)) onDrift(drift);
  };
};
