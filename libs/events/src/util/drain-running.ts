import type { Subscription } from '../port/bus.ts';
import { SubscriptionStopped } from './deadline.ts';

/** Drains all that run, those that are paused or are stopped meanwhile left out. @throws DeadlineExceeded */
export const drainRunning = async (
  subscriptions: Iterable<Pick<Subscription, 'paused' | 'drain'>>,
  withinMs: number,
): Promise<void> => {
  const drained = async (one: Pick<Subscription, 'drain'>): Promise<void> => {
    try {
      await one.drain(withinMs);
    } catch (error) {
      if (!(error instanceof SubscriptionStopped)) throw error;
    }
  };
  await Promise.all([...subscriptions].filter(({ paused }) => !paused).map(drained));
};
