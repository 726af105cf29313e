import type { Bus, BusServer } from '@huren/events';
import type { WorkState } from '../work/work-monitor.ts';

/** What operators look at and act on in a service. */
export type Operations = {
  readonly bus: Bus;
  readonly server: BusServer;
  readonly work: () => WorkState;
};

export const OPERATIONS = Symbol('operations');
