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

/** A moment is recorded a little ahead of the clock: so much is no other clock. */
const RECORDED_AHEAD_MS = 10_000;

/**
 * The moment from which a domain clock goes on, never backwards: the later of the one asked for, or else the system's
 * time, and the last one recorded; undefined: it follows the system.
 */
export const startOfDomainClock = (
  asked: string | undefined,
  recorded: Date | null,
  system = systemClock.now(),
): Date | undefined => {
  if (!asked)
    return recorded && recorded.getTime() > system.getTime() + RECORDED_AHEAD_MS ? recorded : undefined;
  const moment = new Date(asked);
  return recorded && recorded > moment ? recorded : moment;
};
