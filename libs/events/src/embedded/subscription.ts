import type { SubscribeOptions, Subscription } from '../port/bus.ts';
import { createBell } from '../util/bell.ts';
import { DeadlineExceeded, untilZero } from '../util/deadline.ts';
import { createLanes } from './lanes.ts';
import type { Leases } from './leases.ts';
import { nameOf, type LogReader, type Place } from './log.ts';

export interface SubscriptionParts {
  log: LogReader;
  leases: Leases;
  batchSize: number;
  pollMs: number;
  onError: (error: unknown) => void;
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

/** Messages before the given ends that have not been handled. */
const behind = (heads: readonly Place[], positions: readonly Place[]): number => {
  const at = new Map(positions.map((place) => [nameOf(place), place.offset]));
  return heads.reduce((sum, head) => sum + Math.max(0, head.offset - (at.get(nameOf(head)) ?? 0)), 0);
};

export const startSubscription = (
  options: SubscribeOptions,
  parts: SubscriptionParts,
): EmbeddedSubscription => {
  const { log, pollMs, onError } = parts;
  const { topics } = options;
  const bell = createBell();
  const lanes = createLanes({ ...parts, subscription: options, onIdle: bell.ring });
  const state = { paused: false, stopped: false, caughtUp: false, completeAt: null as number | null };
  let beginning: Place[] | undefined;

  const observe = async (heads: Place[], at: number): Promise<void> => {
    beginning ??= heads;
    const positions = await lanes.positions();
    if (behind(heads, positions) === 0) state.completeAt = at;
    if (state.caughtUp || behind(beginning, positions) > 0) return;
    state.caughtUp = true;
    options.onCaughtUp?.();
  };
  const round = async (): Promise<void> => {
    await parts.listen();
    const at = Date.now();
    const heads = await log.heads(topics);
    if (!state.paused) await lanes.advance(heads);
    await observe(heads, at);
  };
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      await round().catch(onError);
      await bell.next(pollMs);
    }
  };
  const running = loop();
  const lagBefore = async (heads: Place[]): Promise<number> => behind(heads, await lanes.positions());

  return {
    group: options.group,
    mode: options.mode,
    get paused() {
      return state.paused;
    },
    get caughtUp() {
      return state.caughtUp;
    },
    get completeAt() {
      return state.completeAt;
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
    drain: async (withinMs) => {
      if (state.paused) throw new DeadlineExceeded(`${options.group} is paused`);
      const heads = await log.heads(topics);
      bell.ring();
      await untilZero(`lag of ${options.group}`, () => lagBefore(heads), withinMs);
    },
    stop: async () => {
      state.stopped = true;
      bell.ring();
      await running;
      await lanes.stop();
      parts.onStopped();
    },
    hint: (topic) => {
      if (topics.includes(topic)) bell.ring();
    },
    leasesLost: () => void lanes.lost().catch(onError).finally(bell.ring),
  };
};
