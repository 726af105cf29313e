import { contracts as federation, type Contracts } from '../contracts/registry.ts';
import type { Bus, OnBusError, Subscription } from '../port/bus.ts';
import { drainRunning } from '../util/drain-running.ts';
import { createClient, type ClientOptions } from './client.ts';
import { createOffsets } from './offsets.ts';
import { createPublisher } from './publisher.ts';
import { defaultConsumer, type ConsumerSettings } from './settings.ts';
import { startSubscription } from './subscription.ts';
import { createTopics } from './topics.ts';

export interface KafkaBusOptions extends ClientOptions {
  contracts?: Contracts;
  /** Copies of each partition of a topic that is created; absent: as the cluster does. */
  replication?: number;
  consumer?: Partial<ConsumerSettings>;
  /** Told of every failure; the bus goes on. */
  onError?: OnBusError;
}

/** As the cluster does. */
const CLUSTER_DEFAULT = -1;

/** Opens the bus on a Kafka cluster. Rejects where none of the brokers answers. */
export const openKafkaBus = async (options: KafkaBusOptions): Promise<Bus> => {
  const { contracts = federation, replication = CLUSTER_DEFAULT, onError = () => undefined } = options;
  const settings = { ...defaultConsumer, ...options.consumer };
  const kafka = createClient(options);
  const admin = kafka.admin();
  await admin.connect();
  const drifts = new Set<string>();
  const ensureTopics = createTopics(admin, contracts, replication, (drift) => {
    if (!drifts.has(drift)) onError(new Error(drift), 'topic');
    drifts.add(drift);
  });
  const offsets = createOffsets(admin, contracts);
  const publisher = createPublisher(kafka, (error) => onError(error, 'publisher'));
  const subscriptions = new Map<string, Subscription>();

  const subscribe: Bus['subscribe'] = async (wanted) => {
    const { group } = wanted;
    if (subscriptions.has(group)) throw new Error(`the group ${group} is subscribed already`);
    const onStopped = (): void => void subscriptions.delete(group);
    await ensureTopics(wanted.topics);
    const started = startSubscription(wanted, { kafka, offsets, settings, onError, onStopped });
    subscriptions.set(group, started);
    return started;
  };
  return {
    publish: async (events, stillMine) => {
      await ensureTopics(events.map(({ topic }) => topic));
      await publisher.publish(events, stillMine);
    },
    subscribe,
    get drifts() {
      return [...drifts];
    },
    positions: offsets.positions,
    drain: (withinMs) => drainRunning(subscriptions.values(), withinMs),
    close: async () => {
      await Promise.all([...subscriptions.values()].map((one) => one.stop()));
      await publisher.close();
      await admin.disconnect();
    },
  };
};
