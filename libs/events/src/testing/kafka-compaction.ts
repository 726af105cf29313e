import kafkajs from 'kafkajs';
import { written } from '../contracts/draft.ts';
import { createClient } from '../kafka/client.ts';
import type { Bus } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import { eventually } from './harness.ts';
import { kafkaBrokers } from './kafka.ts';

// Whatever is not named goes back to its default.
const AT_ONCE = { 'cleanup.policy': 'compact', 'segment.ms': 50, 'min.cleanable.dirty.ratio': 0.01 };

const compactSoon = async (topic: string): Promise<void> => {
  const admin = createClient({ brokers: kafkaBrokers(), clientId: 'compaction' }).admin();
  await admin.connect();
  const configEntries = Object.entries(AT_ONCE).map(([name, value]) => ({ name, value: String(value) }));
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  await admin.alterConfigs({ validateOnly: false, resources: [{ type, name: topic, configEntries }] });
  await admin.disconnect();
};

const readAll = async (bus: Bus, topic: string): Promise<Message[]> => {
  const seen: Message[] = [];
  const handler = async (message: Message): Promise<void> => void seen.push(message);
  const reader = await bus.subscribe({
    topics: [topic],
    group: `compacted-${topic}`,
    mode: 'replica',
    handler,
  });
  await eventually('all is read', () => reader.caughtUp);
  await reader.stop();
  return seen;
};

/** Lets Kafka compact a topic; copies of each key's last message close the segments that it may compact. */
export const compactOnKafka = async (bus: Bus, topic: string): Promise<void> => {
  await compactSoon(topic);
  let count = (await readAll(bus, topic)).length;
  await eventually('Kafka has compacted', async () => {
    const messages = await readAll(bus, topic);
    const last = new Map(messages.map(({ event }) => [event.key, event]));
    if (messages.length < count) return true;
    await bus.publish(written([...last.values()]));
    count += last.size;
    return false;
  });
};
