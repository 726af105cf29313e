import type { SubscriptionMode } from '../port/bus.ts';

/** Second argument of `@EventPattern` under the bus: who consumes, and how. */
export interface BusExtras {
  /** Name of the consumer. Handlers of several topics may share it; each topic once. */
  group: string;
  mode: SubscriptionMode;
  /**
   * The handler takes an array of data, which it applies in one transaction, and answers an outcome for each. On topics
   * of whole states alone.
   */
  batch?: boolean;
}

/** @throws Error when a handler does not say who it is */
export const extrasOf = (topic: string, extras: Record<string, unknown>): BusExtras => {
  const { group, mode, batch } = extras;
  if (typeof group !== 'string' || group === '') {
    throw new Error(`the handler of ${topic} names no group: @EventPattern('${topic}', { group, mode })`);
  }
  if (mode !== 'shared' && mode !== 'replica') {
    throw new Error(`the handler of ${topic} in ${group} is neither 'shared' nor 'replica'`);
  }
  return { group, mode, batch: batch === true };
};
