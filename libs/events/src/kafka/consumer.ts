import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { onPassedOver, type PassedOver } from './passed-over.ts';
import type { ConsumerSettings } from './settings.ts';

export interface ConsumerOptions {
  kafka: Kafka;
  groupId: string;
  topics: readonly string[];
  settings: ConsumerSettings;
}

export interface ConsumerHooks {
  /** Joined the group, before anything is fetched. */
  onJoin: () => void;
  /** The group changes: the partitions may soon be another process'. */
  onRevoked: () => void;
  onSignOfLife: () => void;
  onCrash: (error: unknown) => void;
  onPassedOver: (passedOver: PassedOver) => void;
}

const CLOSE_MS = 10_000;

/** A consumer that tells what becomes of it, and that does not start again by itself. */
export const createConsumer = (
  { kafka, groupId, settings }: ConsumerOptions,
  hooks: ConsumerHooks,
): Consumer => {
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: settings.sessionTimeoutMs,
    rebalanceTimeout: settings.rebalanceTimeoutMs,
    heartbeatInterval: settings.heartbeatMs,
    maxWaitTimeInMs: settings.maxWaitMs,
    metadataMaxAge: settings.metadataMs,
    allowAutoTopicCreation: false,
    // By itself the client starts again after some errors only: here it is replaced, whatever the cause.
    retry: { restartOnFailure: () => Promise.resolve(false) },
  });
  const { GROUP_JOIN, REBALANCING, FETCH, HEARTBEAT, CRASH } = consumer.events;
  consumer.on(GROUP_JOIN, hooks.onJoin);
  consumer.on(REBALANCING, hooks.onRevoked);
  consumer.on(FETCH, hooks.onSignOfLife);
  consumer.on(HEARTBEAT, hooks.onSignOfLife);
  consumer.on(CRASH, ({ payload }) => hooks.onCrash(payload.error));
  onPassedOver(consumer, hooks.onPassedOver);
  return consumer;
};

/** Joins the group and reads, unless the consumer is given up meanwhile. */
export const runConsumer = async (
  consumer: Consumer,
  { topics, settings }: ConsumerOptions,
  eachBatch: (payload: EachBatchPayload) => Promise<void>,
  isWanted: () => boolean,
): Promise<void> => {
  await consumer.connect();
  if (isWanted()) await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  const partitionsConsumedConcurrently = settings.concurrency;
  const run = { autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently, eachBatch };
  if (isWanted()) await consumer.run(run);
  if (!isWanted()) await closeConsumer(consumer);
};

/** Ends the batches at hand and leaves the group, as far as it can be reached. */
export const closeConsumer = (consumer: Consumer): Promise<void> =>
  Promise.race([consumer.disconnect().catch(() => undefined), sleep(CLOSE_MS, undefined, { ref: false })]);
