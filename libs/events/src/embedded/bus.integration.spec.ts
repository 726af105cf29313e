import { openEmbeddedBus, type EmbeddedBus } from './bus.ts';
import { describeBus } from '../testing/bus-contract.ts';
import { startDatabases } from '../testing/databases.ts';
import { testContracts } from '../testing/topics.ts';

describeBus('embedded', async () => {
  const databases = await startDatabases();
  const database = await databases.empty();
  /** Tidied when a case says so alone. */
  const untidied = { database, compactFirstMs: 3_600_000 };
  const own: EmbeddedBus = await openEmbeddedBus({ ...untidied, contracts: testContracts });
  return {
    openBus: (contracts) => openEmbeddedBus({ ...untidied, contracts, pollMs: 50, batchSize: 7 }),
    compact: async () => void (await own.compact()),
    consumerDatabase: async () => (await databases.service()).transactions,
    outboxDatabase: () => databases.service(),
    stop: async () => {
      await own.close();
      await databases.stop();
    },
  };
});
