import kafkajs, { type Admin, type ITopicConfig } from 'kafkajs';

export type DescribingAdmin = Pick<Admin, 'describeConfigs' | 'fetchTopicMetadata'>;

const settingsOf = async (
  admin: DescribingAdmin,
  wanted: readonly ITopicConfig[],
): Promise<Map<string, Map<string, string>>> => {
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: wanted.map(({ topic, configEntries = [] }) => ({
      type,
      name: topic,
      configNames: configEntries.map(({ name }) => name),
    })),
  });
  return new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
};

/** How topics differ from what was wanted of them, a sentence each; none: they do not. */
export const driftOf = async (admin: DescribingAdmin, wanted: readonly ITopicConfig[]): Promise<string[]> => {
  const settings = await settingsOf(admin, wanted);
  const { topics } = await admin.fetchTopicMetadata({ topics: wanted.map(({ topic }) => topic) });
  const partitions = new Map(topics.map((topic) => [topic.name, String(topic.partitions.length)]));
  return wanted.flatMap(({ topic, numPartitions, configEntries = [] }) =>
    [
      { name: 'partitions', value: String(numPartitions), is: partitions.get(topic) },
      ...configEntries.map(({ name, value }) => ({ name, value, is: settings.get(topic)?.get(name) })),
    ].flatMap(({ name, value, is }) =>
      is === value ? [] : [`${topic}: ${name} is ${is ?? 'unknown'}, its contract says ${value}`],
    ),
  );
};
