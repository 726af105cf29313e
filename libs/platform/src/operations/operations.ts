import type { Bus, BusServer, Transactions } from '@huren/events';
import type { WorkState } from '../work/work-monitor.ts';

/** What operators look at and act on in a service. */
export type Operations = {
  readonly bus: Bus;
  readonly server: BusServer;
  readonly transactions: Transactions;
  readonly work: () => WorkState;
};

export const OPERATIONS = Symbol('operations');
