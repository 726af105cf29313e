import type { Bus, BusServer } from '@huren/events';

/** What operators look at and act on in a service. */
export type Operations = { readonly bus: Bus; readonly server: BusServer };

export const OPERATIONS = Symbol('operations');
