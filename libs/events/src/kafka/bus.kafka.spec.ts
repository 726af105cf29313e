import { describeBus } from '../testing/bus-contract.ts';
import { startDatabases } from '../testing/databases.ts';
import { describeWithKafka, kafkaBrokers } from '../testing/kafka.ts';
import { openKafkaBus } from './bus.ts';

const quick = { maxWaitMs: 50, watchMs: 50, heartbeatMs: 100, commitEveryMs: 50 };

describeWithKafka('on a real Kafka', () => {
  describeBus('kafka', async () => {
    const databases = await startDatabases();
    return {
      openBus: (contracts) =>
        openKafkaBus({ brokers: kafkaBrokers(), clientId: 'contract', contracts, consumer: quick }),
      compact: () => Promise.resolve(),
      consumerDatabase: async () => (await databases.service()).transactions,
      outboxDatabase: () => databases.service(),
      stop: () => databases.stop(),
    };
  });
});
