import type { OnBusError, SubscribeOptions, Subscription } from '../port/bus.ts';
import { behind, createCompleteness } from '../progress/lag.ts';
import type { Place } from '../progress/place.ts';
import { createBell } from '../util/bell.ts';
import { DeadlineExceeded, SubscriptionStopped, untilZero } from '../util/deadline.ts';
import { createLanes } from './lanes.ts';
import type { Leases } from './leases.ts';
import type { LogReader } from './log.ts';

export interface SubscriptionParts {
  log: LogReader;
  leases: Leases;
  batchSize: number;
  pollMs: number;
  onError: OnBusError;
  /** Opens the connection of leases and hints anew if it was lost. */
  listen: () => Promise<void>;
  onStopped: () => void;
}

/** A subscription as its bus sees it. */
export interface EmbeddedSubscription extends Subscription {
  /** Something was appended to a topic. */
  hint(topic: string): void;
  /** The connection with the leases is gone. */
  leasesLost(): void;
}

/** Looks at the ends of the topics now and then, and has the lanes handle what is before them. */
const startRounds = (options: SubscribeOptions, parts: SubscriptionParts) => {
  const { log, pollMs, onError, listen } = parts;
  const bell = createBell();
  const lanes = createLanes({ ...parts, subscription: options, onIdle: bell.ring });
  const completeness = createCompleteness(options.onCaughtUp ?? (() => undefined));
  const state = { paused: false, stopped: false };

  const round = async (): Promise<void> => {
    await listen();
    const at = Date.now();
    const heads = await log.heads(options.topics);
    if (!state.paused) await lanes.advance(heads);
    completeness.observe(heads, await lanes.positions(), at);
  };
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      await round().catch((error: unknown) => onError(error, 'log'));
      await bell.next(pollMs);
    }
  };
  return { bell, lanes, completeness, state, running: loop() };
};

export const startSubscription = (
  options: SubscribeOptions,
  parts: SubscriptionParts,
): EmbeddedSubscription => {
  const { group, mode, topics } = options;
  const { log, onError, onStopped } = parts;
  const { bell, lanes, completeness, state, running } = startRounds(options, parts);
  const lagBefore = async (heads: Place[]): Promise<number> => {
    if (state.stopped) throw new SubscriptionStopped(`${group} has stopped`);
    return behind(heads, await lanes.positions());
  };
  return {
    group,
    mode,
    get paused() {
      return state.paused;
    },
    get caughtUp() {
      return completeness.caughtUp;
    },
    get completeAt() {
      return completeness.completeAt;
    },
    pause: async () => {
      state.paused = true;
      await lanes.halt();
    },
    resume: () => {
      state.paused = false;
      lanes.resume();
      bell.ring();
    },
    lag: async () => lagBefore(await log.heads(topics)),
    // What a group has not handled is kept, however old.
    expired: 0,
    drain: async (withinMs) => {
      if (state.paused) throw new DeadlineExceeded(`${group} is paused`);
      const at = Date.now();
      const heads = await log.heads(topics);
      bell.ring();
      await untilZero(`lag of ${group}`, () => lagBefore(heads), withinMs);
      // Who has waited for the drain may ask for what it means at once, not after the next round.
      completeness.observe(heads, await lanes.positions(), at);
    },
    stop: async () => {
      state.stopped = true;
      bell.ring();
      await running;
      await lanes.stop();
      onStopped();
    },
    hint: (topic) => {
      if (topics.includes(topic)) bell.ring();
    },
    leasesLost: () =>
      void lanes
        .lost()
        .catch((error: unknown) => onError(error, 'log'))
        .finally(bell.ring),
  };
};
