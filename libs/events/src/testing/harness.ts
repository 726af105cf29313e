import type { Contracts } from '../contracts/registry.ts';
import type { Bus } from '../port/bus.ts';
import type { Transactions } from '../port/sql.ts';

/** What an adapter gives to the contract suite. */
export interface BusHarness {
  /** Another process' bus on the same log. */
  openBus(contracts: Contracts): Promise<Bus>;
  /** Resolves when the adapter has compacted a topic. */
  compact(topic: string): Promise<void>;
  /** An empty consumer's database, with the tables of outbox, inbox and dead letters. */
  consumerDatabase(): Promise<Transactions>;
  /** A service's database with an outbox, and where a relay finds it. */
  outboxDatabase(): Promise<{ url: string; transactions: Transactions }>;
  stop(): Promise<void>;
}

/** Answers the harness once it is started, inside tests. */
export type Harness = () => BusHarness;

/** Runs work with buses that are closed afterwards. */
export const withBuses = async (
  harness: Harness,
  contracts: Contracts,
  count: number,
  work: (...buses: Bus[]) => Promise<void>,
): Promise<void> => {
  const buses = await Promise.all(Array.from({ length: count }, () => harness().openBus(contracts)));
  try {
    await work(...buses);
  } finally {
    await Promise.all(buses.map((bus) => bus.close()));
  }
};

let cases = 0;

/** A concrete topic that no other test uses. */
export const freshTopic = (kind: 'state' | 'step' | 'single'): string =>
  `test.${process.pid}-${Math.trunc(performance.now())}-${(cases += 1)}.${kind}.v1`;

export const DRAIN_MS = 20_000;

/** Resolves when the condition holds; throws after ten seconds. */
export const eventually = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
