import { checkEvent, codeTopic, contracts } from '@huren/events';
import type { Bus, BusEvent, CodeEvent, Transactions } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { RebuildBrokenOff, gather } from './rebuild-store.ts';
import type { Gathered } from './rebuild-store.ts';

const BATCH = 500;
const WITHIN_MS = 3_600_000;

const gatheredOf = (event: BusEvent): Gathered => {
  const codeRef = event.key as CodeRef;
  try {
    return { codeRef, state: checkEvent(contracts, event).data as CodeEvent };
  } catch {
    return { codeRef };
  }
};

/**
 * Reads the code topic from its start to its end, keeping the newest state of each code. Answers the unreadable.
 * @throws RebuildBrokenOff at once, where the bus would hand over again what cannot be kept any more
 */
export const gatherTopic = async (
  bus: Bus,
  transactions: Transactions,
  generation: number,
): Promise<{ unreadable: number }> => {
  let waiting: Gathered[] = [];
  let unreadable = 0;
  const brokenOff = Promise.withResolvers<never>();
  // It may reject before anybody waits for it.
  brokenOff.promise.catch(() => undefined);
  const flush = async (): Promise<void> => {
    const given = waiting;
    if (given.length > 0) await transactions.run((tx) => gather(tx, generation, given));
    // Only then: what was handled before is not handed over again where this fails.
    waiting = [];
  };
  const subscription = await bus.subscribe({
    topics: [codeTopic.name],
    group: 'hub.records.rebuild',
    mode: 'replica',
    handler: async ({ event }) => {
      const gathered = gatheredOf(event);
      if (!gathered.state) unreadable += 1;
      waiting.push(gathered);
      if (waiting.length < BATCH) return;
      await flush().catch((error: unknown) => {
        if (error instanceof RebuildBrokenOff) brokenOff.reject(error);
        throw error;
      });
    },
  });
  try {
    await Promise.race([brokenOff.promise, subscription.drain(WITHIN_MS)]);
  } finally {
    await subscription.stop();
  }
  await flush();
  return { unreadable };
};
