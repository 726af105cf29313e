import { afterAll, beforeAll, expect, it } from '@jest/globals';
import kafkajs, { type Admin } from 'kafkajs';
import { written } from '../contracts/draft.ts';
import type { Bus } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import { DRAIN_MS, eventually, freshTopic } from '../testing/harness.ts';
import { describeWithKafka, kafkaBrokers } from '../testing/kafka.ts';
import { stateEvent, stepEvent, testContracts, tombstone, type State, type Step } from '../testing/topics.ts';
import { openKafkaBus } from './bus.ts';
import { createClient } from './client.ts';
import { recordOf } from './codec.ts';

const consumer = { maxWaitMs: 50, watchMs: 50, heartbeatMs: 100 };

describeWithKafka('the log on Kafka', () => {
  let bus: Bus;
  let admin: Admin;

  beforeAll(async () => {
    const client = { brokers: kafkaBrokers(), clientId: 'tests' };
    admin = createClient(client).admin();
    await admin.connect();
    bus = await openKafkaBus({ ...client, contracts: testContracts, consumer });
  });
  afterAll(async () => {
    await bus.close();
    await admin.disconnect();
  });

  const settingsOf = async (topic: string): Promise<Record<string, string>> => {
    const type = kafkajs.ConfigResourceTypes.TOPIC;
    const configNames = ['cleanup.policy', 'retention.ms', 'max.message.bytes', 'min.insync.replicas'];
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type, name: topic, configNames }],
    });
    const entries = resources[0]?.configEntries ?? [];
    return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));
  };

  /** Reads everything as a process does that joins now. */
  const readAll = async (topic: string): Promise<Message[]> => {
    const seen: Message[] = [];
    const handler = async (message: Message): Promise<void> => void seen.push(message);
    const reader = await bus.subscribe({ topics: [topic], group: `all-${topic}`, mode: 'replica', handler });
    await eventually('all is read', () => reader.caughtUp);
    expect(await reader.lag()).toBe(0);
    await reader.stop();
    return seen;
  };

  it('creates a topic with the partitions, the policy and the retention of its contract', async () => {
    const [state, step] = [freshTopic('state'), freshTopic('step')];
    await bus.publish(written([stateEvent(state, 'a', 1), stepEvent(step, 'a', 1)]));
    expect(await admin.fetchTopicOffsets(state)).toHaveLength(4);
    expect(await settingsOf(state)).toMatchObject({ 'cleanup.policy': 'compact' });
    expect(await settingsOf(step)).toMatchObject({ 'cleanup.policy': 'delete', 'retention.ms': '-1' });
  });

  it('tells where a topic that exists differs from its contract, once, and leaves it as it is', async () => {
    const topic = freshTopic('state');
    const configEntries = [
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'message.timestamp.type', value: 'LogAppendTime' },
      { name: 'max.message.bytes', value: String(4 * 1024 * 1024) },
    ];
    await admin.createTopics({ topics: [{ topic, numPartitions: 2, configEntries }] });
    const told: [string, string][] = [];
    const other = await openKafkaBus({
      ...{ brokers: kafkaBrokers(), clientId: 'drift', contracts: testContracts, replication: 1 },
      onError: (error, where) => told.push([where, (error as Error).message]),
    });
    await other.publish(written([stateEvent(topic, 'a', 1)]));
    await other.publish(written([stateEvent(topic, 'a', 2)]));
    const drifts = [
      `${topic}: partitions is 2, its contract says 4`,
      `${topic}: cleanup.policy is delete, its contract says compact`,
      `${topic}: compression.type is producer, its contract says gzip`,
    ];
    expect(other.drifts).toEqual(drifts);
    expect(told).toEqual(drifts.map((drift) => ['topic', drift]));
    expect(await admin.fetchTopicOffsets(topic)).toHaveLength(2);
    await other.close();
    expect(bus.drifts).toEqual([]);
  });

  it('asks for all copies but one, where it is told how many there are', async () => {
    const topic = freshTopic('state');
    const other = await openKafkaBus({
      ...{ brokers: kafkaBrokers(), clientId: 'copies', contracts: testContracts, replication: 1 },
    });
    await other.publish(written([stateEvent(topic, 'a', 1)]));
    expect(await settingsOf(topic)).toMatchObject({ 'min.insync.replicas': '1' });
    await other.close();
  });

  it('carries an event as CloudEvents headers and a JSON body, and back', async () => {
    const topic = freshTopic('state');
    const event = tombstone(topic, 'é', 3);
    await bus.publish(written([event]));
    expect((await readAll(topic)).map((message) => message.event)).toEqual([event]);
  });

  it('takes what a process publishes whose clock stands off', async () => {
    const topic = freshTopic('state');
    await bus.publish(written([stateEvent(topic, 'a', 1)]));
    const producer = createClient({ brokers: kafkaBrokers(), clientId: 'tests' }).producer();
    await producer.connect();
    const timestamp = String(Date.now() + 15 * 86_400_000);
    const messages = written([stateEvent(topic, 'a', 2)]).map(recordOf);
    await producer.send({ topic, messages: messages.map((message) => ({ ...message, timestamp })) });
    await producer.disconnect();
    expect((await readAll(topic)).map(({ event }) => event.stateversion)).toEqual([1, 2]);
  });

  it('reads a log with gaps to its end, once Kafka has compacted it', async () => {
    const topic = freshTopic('single');
    await bus.publish(written([stateEvent(topic, 'a', 1)]));
    // Whatever is not named goes back to its default.
    const entries = { 'cleanup.policy': 'compact', 'segment.ms': 50, 'min.cleanable.dirty.ratio': 0.01 };
    const configEntries = Object.entries(entries).map(([name, value]) => ({ name, value: String(value) }));
    const type = kafkajs.ConfigResourceTypes.TOPIC;
    await admin.alterConfigs({ validateOnly: false, resources: [{ type, name: topic, configEntries }] });
    let version = 1;
    const isCompacted = async (): Promise<boolean> => {
      version += 1;
      await bus.publish(written(['a', 'b', 'c'].map((key) => stateEvent(topic, key, version))));
      return (await readAll(topic)).length < 3 * version - 2;
    };
    await eventually('Kafka has compacted', isCompacted);
    const states = new Map(
      (await readAll(topic)).map(({ event }) => [event.key, (event.data as State).version]),
    );
    expect(Object.fromEntries(states)).toEqual({ a: version, b: version, c: version });
  });

  it('tells once, by one process, how much was past its retention before its group had handled it', async () => {
    const topic = freshTopic('step');
    const group = `late-${topic}`;
    const seen: number[] = [];
    const handler = async ({ event }: Message): Promise<void> => void seen.push((event.data as Step).step);
    const options = { topics: [topic], group, mode: 'shared', handler } as const;
    const begun = async () =>
      (await bus.positions()).filter((one) => one.group === group && one.committed !== null);
    const position = async () => (await begun()).map(({ committed, expired }) => ({ committed, expired }));
    const other = await openKafkaBus({
      ...{ brokers: kafkaBrokers(), clientId: 'other', contracts: testContracts, consumer },
    });
    /** What two processes of the group tell, once all that is there is handled. */
    const told = async (): Promise<number> => {
      const members = [await bus.subscribe(options), await other.subscribe(options)];
      const sum = (): number => members.reduce((total, { expired }) => total + expired, 0);
      for (const member of members) await member.drain(DRAIN_MS);
      await eventually('the group has gone on', async () => (await position())[0]?.expired === 0);
      await Promise.all(members.map((member) => member.stop()));
      return sum();
    };
    /** Deletes as retention does. */
    const expire = async (offset: number): Promise<void> => {
      const partition = (await begun())[0]?.partition ?? -1;
      // The client deletes only where it has looked before.
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(offset) }] });
    };

    await bus.publish(written([stepEvent(topic, 'a', 0)]));
    expect(await told()).toBe(0);
    await bus.publish(written([1, 2, 3, 4].map((step) => stepEvent(topic, 'a', step))));
    await expire(4);
    expect(await position()).toEqual([{ committed: 1, expired: 3 }]);
    expect([await told(), await position()]).toEqual([3, [{ committed: 5, expired: 0 }]]);
    // Nothing is left, and nothing comes.
    await bus.publish(written([5, 6].map((step) => stepEvent(topic, 'a', step))));
    await expire(7);
    expect([await told(), await position()]).toEqual([2, [{ committed: 7, expired: 0 }]]);
    expect(await told()).toBe(0);
    await bus.publish(written([stepEvent(topic, 'a', 7)]));
    expect(await told()).toBe(0);
    expect(seen).toEqual([0, 4, 7]);
    await other.close();
  });

  it('hands on what is no event, for the delivery policy to put aside', async () => {
    const topic = freshTopic('step');
    await bus.publish(written([stepEvent(topic, 'a', 1)]));
    const producer = createClient({ brokers: kafkaBrokers(), clientId: 'stranger' }).producer();
    await producer.connect();
    await producer.send({
      topic,
      messages: [
        { key: null, value: '{no json' },
        { key: 'k', value: null },
      ],
    });
    await producer.disconnect();
    const strange = (await readAll(topic)).filter(({ event }) => event.id === '');
    expect(strange.map(({ event }) => [event.key, event.data])).toEqual(
      expect.arrayContaining([
        ['', '{no json'],
        ['k', null],
      ]),
    );
  });

  it('comes back by itself from a crash after which the client alone would stay away', async () => {
    const topic = freshTopic('step');
    const group = `crash-${topic}`;
    await bus.publish(written([stepEvent(topic, 'a', 1)]));
    const leave = await occupy(group, topic);
    const errors: unknown[] = [];
    const other = await openKafkaBus({
      ...{ brokers: kafkaBrokers(), clientId: 'crashing', contracts: testContracts, consumer },
      onError: (error) => errors.push(error),
    });
    const seen: Message[] = [];
    const handler = async (message: Message): Promise<void> => void seen.push(message);
    await other.subscribe({ topics: [topic], group, mode: 'shared', handler });
    await eventually('the group was refused', () => errors.length > 0);
    expect(seen).toEqual([]);
    await leave();
    await other.drain(DRAIN_MS);
    expect(seen).toHaveLength(1);
    await other.close();
  });
});

/** Joins a group with a protocol that nobody else has: others are refused for good, as the client sees it. */
const occupy = async (groupId: string, topic: string): Promise<() => Promise<void>> => {
  const protocol = ({ topics }: { topics: string[] }) => ({
    name: 'strange',
    metadata: kafkajs.AssignerProtocol.MemberMetadata.encode({
      version: 1,
      topics,
      userData: Buffer.alloc(0),
    }),
  });
  const assigner = () => ({ name: 'strange', version: 1, assign: async () => [], protocol });
  const client = createClient({ brokers: kafkaBrokers(), clientId: 'stranger' });
  const stranger = client.consumer({ groupId, partitionAssigners: [assigner], maxWaitTimeInMs: 50 });
  const joined = new Promise((resolve) => stranger.on(stranger.events.GROUP_JOIN, resolve));
  await stranger.connect();
  await stranger.subscribe({ topics: [topic] });
  await stranger.run({ eachMessage: async () => undefined });
  await joined;
  return () => stranger.disconnect();
};
