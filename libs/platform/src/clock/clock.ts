/** Where time comes from. The domain's (codes, rules, agreements) and the system's are two clocks. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** The domain clock: goes on from a chosen moment, never backwards. */
export type DomainClock = Clock & {
  /** Goes on from a later moment; listeners are awaited. @throws RangeError for an earlier one */
  moveTo(instant: Date): Promise<void>;
  onMove(listener: () => void | Promise<void>): void;
};

const within = (base: Date, since: number): Date => new Date(base.getTime() + (performance.now() - since));

/** A domain clock from a moment on; without one it follows the system's. */
export const domainClock = (from?: Date): DomainClock => {
  const listeners: (() => void | Promise<void>)[] = [];
  let base = from;
  let since = performance.now();
  const now = (): Date => (base ? within(base, since) : systemClock.now());
  return {
    now,
    moveTo: async (instant) => {
      if (instant < now()) throw new RangeError('the domain clock does not go backwards');
      base = instant;
      since = performance.now();
      for (const listener of listeners) await listener();
    },
    onMove: (listener) => void listeners.push(listener),
  };
};

/** The moment from which a domain clock goes on: the later of the one asked for and the last one recorded. */
export const startOfDomainClock = (asked: string | undefined, recorded: Date | null): Date | undefined => {
  if (!asked) return undefined;
  const moment = new Date(asked);
  return recorded && recorded > moment ? recorded : moment;
};
