import { openKafkaBus } from '../kafka/bus.ts';
import { testContracts } from './topics.ts';

/** A member of a group, in a process of its own, that is killed at its first message, when that is handled but not committed. */
const [broker = '', topic = '', group = ''] = process.argv.slice(2);

const bus = await openKafkaBus({
  ...{ brokers: [broker], clientId: 'vanishing', contracts: testContracts },
  consumer: { sessionTimeoutMs: 1_000, heartbeatMs: 100, maxWaitMs: 50 },
});
await bus.subscribe({
  ...{ topics: [topic], group, mode: 'shared' },
  handler: async ({ event }) => {
    await new Promise((told) => process.send?.(event.id, told));
    process.kill(process.pid, 'SIGKILL');
  },
});
