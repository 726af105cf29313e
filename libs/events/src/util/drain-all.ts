import type { OutboxRelay } from '../outbox/relay.ts';
import type { Bus } from '../port/bus.ts';
import { DeadlineExceeded } from './deadline.ts';

/** What is drained: relays publish, buses deliver, handlers write to outboxes again. */
export interface Drainable {
  relays: readonly Pick<OutboxRelay, 'published' | 'drain'>[];
  buses: readonly Pick<Bus, 'drain'>[];
}

/** Resolves when nothing moves any more: every outbox empty, every subscription at the end of the log. */
export const drainAll = async ({ relays, buses }: Drainable, withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs;
  const left = (): number => Math.max(0, end - performance.now());
  const published = (): number => relays.reduce((sum, relay) => sum + relay.published, 0);
  const publish = () => Promise.all(relays.map((relay) => relay.drain(left())));
  // Quiet is a round in which no relay published while, or after, the buses were drained.
  for (let before = NaN; before !== published();) {
    if (left() === 0) throw new DeadlineExceeded(`events still flow after ${withinMs} ms`);
    await publish();
    before = published();
    await Promise.all(buses.map((bus) => bus.drain(left())));
    await publish();
  }
};
