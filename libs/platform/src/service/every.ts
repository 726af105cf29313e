/** Work that is done again and again, one run at a time, until stopped. A failure is told and not final. */
export type Repeated = {
  /** Runs now, after a run that is under way. */
  run(): Promise<void>;
  stop(): Promise<void>;
};

export const every = (
  ms: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Repeated => {
  let tail: Promise<void> = Promise.resolve();
  const run = (): Promise<void> => (tail = tail.then(() => work().then(() => undefined, onError)));
  const timer = setInterval(() => void run(), ms);
  return {
    run,
    stop: async () => {
      clearInterval(timer);
      await tail;
    },
  };
};
