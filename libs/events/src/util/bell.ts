/** Wakes a loop early. A ring while nobody waits is kept for the next wait. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, at the latest after `ms`. */
  next(ms: number): Promise<void>;
}

export const createBell = (): Bell => {
  let rung = false;
  let answer: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      answer?.();
    },
    next: async (ms) => {
      if (!rung) await timeoutOr(ms, (resolve) => (answer = resolve));
      rung = false;
      answer = undefined;
    },
  };
};

const timeoutOr = (ms: number, listen: (resolve: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    listen(() => {
      clearTimeout(timer);
      resolve();
    });
  });
