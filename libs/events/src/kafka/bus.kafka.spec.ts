import type { Contracts } from '../contracts/registry.ts';
import { describeBus } from '../testing/bus-contract.ts';
import { startDatabases } from '../testing/databases.ts';
import { compactOnKafka } from '../testing/kafka-compaction.ts';
import { describeWithKafka, kafkaBrokers } from '../testing/kafka.ts';
import { testContracts } from '../testing/topics.ts';
import { openKafkaBus } from './bus.ts';

const quick = { maxWaitMs: 50, watchMs: 50, heartbeatMs: 100, commitEveryMs: 50 };

describeWithKafka('on a real Kafka', () => {
  describeBus('kafka', async () => {
    const databases = await startDatabases();
    const open = (contracts: Contracts) =>
      openKafkaBus({ brokers: kafkaBrokers(), clientId: 'contract', contracts, consumer: quick });
    const own = await open(testContracts);
    return {
      openBus: open,
      compact: (topic) => compactOnKafka(own, topic),
      consumerDatabase: async () => (await databases.service()).transactions,
      outboxDatabase: () => databases.service(),
      stop: async () => {
        await own.close();
        await databases.stop();
      },
    };
  });
});
