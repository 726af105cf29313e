/** Lets messages through unless closed, and knows how many are being handled. */
export interface Gate {
  readonly closed: boolean;
  /** Resolves when nothing that was let through is being handled any more. */
  close(): Promise<void>;
  open(): void;
  /** Waits while closed; false: aborted. */
  pass(signal: AbortSignal): Promise<boolean>;
  while<T>(work: Promise<T>): Promise<T>;
}

export const createGate = (): Gate => {
  const running = new Set<Promise<unknown>>();
  let opening: PromiseWithResolvers<void> | undefined;
  return {
    get closed() {
      return opening !== undefined;
    },
    close: async () => {
      opening ??= Promise.withResolvers();
      await Promise.allSettled(running);
    },
    open: () => {
      opening?.resolve();
      opening = undefined;
    },
    pass: async (signal) => {
      while (opening && !signal.aborted) await Promise.race([opening.promise, aborted(signal)]);
      return !signal.aborted;
    },
    while: (work) => {
      running.add(work);
      return work.finally(() => running.delete(work));
    },
  };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
