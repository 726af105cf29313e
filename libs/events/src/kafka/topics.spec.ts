import { describe, expect, it } from '@jest/globals';
import kafkajs, { type ITopicConfig } from 'kafkajs';
import { testContracts } from '../testing/topics.ts';
import { createTopics } from './topics.ts';

const TOPIC = 'test.busy.state.v1';

/** Answers as the broker does on which all topics are what their contracts say, after a failure of each in turn. */
const brokerThatFails = (failures: Error[]) => {
  const created = new Map<string, ITopicConfig>();
  return {
    createTopics: async ({ topics }: { topics: ITopicConfig[] }) => {
      for (const topic of topics) created.set(topic.topic, topic);
      return true;
    },
    fetchTopicOffsets: async () => [],
    describeConfigs: async ({ resources }: { resources: { name: string }[] }) => {
      const failure = failures.shift();
      if (failure) throw failure;
      const told = resources.map(({ name }) => ({
        resourceName: name,
        configEntries: created
          .get(name)
          ?.configEntries?.map((entry) => ({ configName: entry.name, configValue: entry.value })),
      }));
      return { resources: told } as never;
    },
    fetchTopicMetadata: async () => ({
      topics: [...created.values()].map(({ topic, numPartitions = 0 }) => ({
        name: topic,
        partitions: Array.from({ length: numPartitions }) as never[],
      })),
    }),
  };
};

const driftsOn = async (...failures: Error[]): Promise<string[]> => {
  const told: string[] = [];
  await createTopics(brokerThatFails(failures), testContracts, 1, (drift) => told.push(drift))([TOPIC]);
  return told;
};

/** As the client says it of a topic, of whichever caller, that the broker is just creating. */
const isCreated = new kafkajs.KafkaJSError('This server does not host this topic-partition', {
  retriable: true,
});
const isForbidden = new kafkajs.KafkaJSError('Not authorized to access topics', { retriable: false });

describe('the comparison of topics with their contracts', () => {
  it('is made again where the broker was busy', async () => {
    expect(await driftsOn()).toEqual([]);
    expect(await driftsOn(isCreated, isCreated)).toEqual([]);
  });

  it('is told as not made where the broker refuses it', async () => {
    expect(await driftsOn(isCreated, isForbidden)).toEqual([
      `${TOPIC}: not compared with their contracts: KafkaJSError: Not authorized to access topics`,
    ]);
  });
});
