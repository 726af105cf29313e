import type { OnBusError, SubscribeOptions } from '../port/bus.ts';
import { nameOf, type Place } from '../progress/place.ts';
import { createLane, type Lane } from './lane.ts';
import type { Leases } from './leases.ts';
import type { LogReader } from './log.ts';

export interface LanesOptions {
  subscription: SubscribeOptions;
  log: LogReader;
  leases: Leases;
  batchSize: number;
  onError: OnBusError;
  onIdle: () => void;
}

/** The partitions that this process handles for one subscription. */
export interface Lanes {
  /** Takes what is to be had and handles everything before the given ends. */
  advance(heads: readonly Place[]): Promise<void>;
  /** What the group handles next, in each partition it has begun. */
  positions(): Promise<Place[]>;
  halt(): Promise<void>;
  resume(): void;
  /** The leases are gone: another process may be at work on these partitions. */
  lost(): Promise<void>;
  stop(): Promise<void>;
}

export const createLanes = (options: LanesOptions): Lanes => {
  const { subscription, log, leases } = options;
  const { group, mode, topics } = subscription;
  const lanes = new Map<string, { lane: Lane; place: Place }>();
  const leaseOf = (place: Place): string => `huren.log.${group}.${nameOf(place)}`;
  let halted = false;

  const open = (start: Place): void => {
    const commit = (place: Place): Promise<void> => log.commit(group, place);
    const lane = createLane({
      ...options,
      start,
      handler: subscription.handler,
      together: subscription.together,
      ...(mode === 'shared' ? { commit } : {}),
    });
    if (halted) void lane.halt();
    lanes.set(nameOf(start), { lane, place: start });
  };
  const openReplicas = (missing: readonly Place[]): void =>
    missing.forEach((place) => open({ ...place, offset: 0 }));
  const openShared = async (missing: readonly Place[]): Promise<void> => {
    if ((await leases.acquire(missing.map(leaseOf))).length === 0) return;
    // Read under the lease: the one before has committed its last.
    const committed = new Map((await log.committed(group, topics)).map((place) => [nameOf(place), place]));
    for (const place of missing.filter((one) => leases.holds(leaseOf(one)))) {
      const start = committed.get(nameOf(place)) ?? { ...place, offset: 0 };
      // A group that has begun is seen by operators, also while its first message does not go through.
      if (!committed.has(nameOf(place))) await log.commit(group, start);
      open(start);
    }
  };
  const closeAll = async (release: boolean): Promise<void> => {
    const closing = [...lanes];
    await Promise.all(closing.map(([, { lane }]) => lane.stop()));
    if (release) for (const [, { place }] of closing) await leases.release(leaseOf(place));
    for (const [name, entry] of closing) if (lanes.get(name) === entry) lanes.delete(name);
  };

  return {
    advance: async (heads) => {
      const missing = heads.filter((head) => !lanes.has(nameOf(head)));
      if (missing.length > 0) await (mode === 'shared' ? openShared(missing) : openReplicas(missing));
      for (const head of heads) lanes.get(nameOf(head))?.lane.advance(head.offset);
    },
    positions: async () =>
      mode === 'shared'
        ? log.committed(group, topics)
        : [...lanes.values()].map(({ lane, place }) => ({ ...place, offset: lane.position })),
    halt: async () => {
      halted = true;
      await Promise.all([...lanes.values()].map(({ lane }) => lane.halt()));
    },
    resume: () => {
      halted = false;
      lanes.forEach(({ lane }) => lane.resume());
    },
    lost: () => (mode === 'shared' ? closeAll(false) : Promise.resolve()),
    stop: () => closeAll(mode === 'shared'),
  };
};
