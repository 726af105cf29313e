import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka } from 'kafkajs';
import type { OnBusError, SubscribeOptions, Subscription } from '../port/bus.ts';
import { behind, createCompleteness } from '../progress/lag.ts';
import { nameOf, type Place } from '../progress/place.ts';
import { createBell } from '../util/bell.ts';
import { DeadlineExceeded, SubscriptionStopped, untilZero } from '../util/deadline.ts';
import { createBatchHandler } from './batch.ts';
import { createGate, type Gate } from './gate.ts';
import { startMember } from './member.ts';
import { placesAt, replicaGroup, type End, type Offsets } from './offsets.ts';
import type { ConsumerSettings } from './settings.ts';

export interface SubscriptionParts {
  kafka: Kafka;
  offsets: Offsets;
  settings: ConsumerSettings;
  onError: OnBusError;
  onStopped: () => void;
}

/** A client that joins again starts where its group committed, which a replica never does. */
const goOnAt = (consumer: Consumer, places: ReadonlyMap<string, number>): void => {
  for (const [name, next] of places) {
    const at = name.lastIndexOf('/');
    const [topic, partition] = [name.slice(0, at), Number(name.slice(at + 1))];
    consumer.seek({ topic, partition, offset: String(next) });
  }
};

const startReading = (
  options: SubscribeOptions,
  parts: SubscriptionParts,
  gate: Gate,
  onDone: () => void,
) => {
  const { kafka, settings, onError } = parts;
  const { group, topics, mode, handler, together } = options;
  const places = new Map<string, number>();
  const lost = { count: 0 };
  const isReplica = mode === 'replica';
  const onBatch = createBatchHandler({
    ...{ ...settings, handler, together, gate, places, onError, onDone },
    commits: !isReplica,
    onLost: (error) => member.replace(error),
  });
  const member = startMember({
    ...{ kafka, settings, topics, onBatch, onError },
    groupId: isReplica ? replicaGroup(group, randomUUID()) : group,
    onJoin: (consumer) => {
      if (isReplica) goOnAt(consumer, places);
    },
    onPassedOver: ({ count, ...place }) => {
      lost.count += count;
      onError(
        new Error(`${group} passes over ${count} messages of ${nameOf(place)} past their retention`),
        'log',
      );
    },
  });
  return { member, places, lost };
};

/** Looks at the ends of the topics now and then, and at what has been handled. */
const startWatch = (options: SubscribeOptions, parts: SubscriptionParts, gate: Gate) => {
  const { offsets, settings, onError } = parts;
  const { group, topics, mode } = options;
  const bell = createBell();
  const completeness = createCompleteness(options.onCaughtUp ?? (() => undefined));
  const onDone = (): void => void (completeness.caughtUp || bell.ring());
  const { member, places, lost } = startReading(options, parts, gate, onDone);
  const state = { stopped: false, blind: false };
  const positions = async (ends: readonly End[]): Promise<Place[]> => {
    const next = mode === 'replica' ? places : await offsets.committed(group, topics);
    return placesAt(ends, next);
  };
  const observe = async (): Promise<void> => {
    member.watch();
    const at = Date.now();
    const ends = await offsets.ends(topics);
    completeness.observe(ends, await positions(ends), at);
  };
  // An outage is told once, not at every look.
  const toldOnce = (error: unknown): void => {
    if (!state.blind) onError(error, 'log');
    state.blind = true;
  };
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      await observe().then(() => (state.blind = false), toldOnce);
      await bell.next(settings.watchMs);
    }
  };
  return { bell, completeness, member, positions, lost, state, running: loop() };
};

export const startSubscription = (options: SubscribeOptions, parts: SubscriptionParts): Subscription => {
  const { group, mode, topics } = options;
  const gate = createGate();
  const { bell, completeness, member, positions, lost, state, running } = startWatch(options, parts, gate);
  const lagBefore = async (ends: readonly End[]): Promise<number> => {
    if (state.stopped) throw new SubscriptionStopped(`${group} has stopped`);
    return behind(ends, await positions(ends));
  };
  return {
    group,
    mode,
    get paused() {
      return gate.closed;
    },
    get caughtUp() {
      return completeness.caughtUp;
    },
    get completeAt() {
      return completeness.completeAt;
    },
    pause: () => gate.close(),
    resume: () => {
      gate.open();
      bell.ring();
    },
    lag: async () => lagBefore(await parts.offsets.ends(topics)),
    get expired() {
      return lost.count;
    },
    drain: async (withinMs) => {
      if (gate.closed) throw new DeadlineExceeded(`${group} is paused`);
      const at = Date.now();
      const ends = await parts.offsets.ends(topics);
      await untilZero(`lag of ${group}`, () => lagBefore(ends), withinMs);
      // Who has waited for the drain may ask for what it means at once, not after the next look.
      completeness.observe(ends, await positions(ends), at);
    },
    stop: async () => {
      state.stopped = true;
      bell.ring();
      await member.stop();
      await running;
      parts.onStopped();
    },
  };
};
