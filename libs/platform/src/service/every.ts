/** Work that is done again and again, one run at a time, until stopped. A failure is told and not final. */
export type Repeated = {
  /** Runs now, after a run that is under way. */
  run(): Promise<void>;
  stop(): Promise<void>;
};

type Step = () => Promise<unknown>;

/**
 * Does work once in so many milliseconds, but never while it is still being done.
 * @param work one step or several, in turn; one that fails is told and keeps none after it back
 */
export const every = (
  ms: number,
  work: Step | readonly Step[],
  onError: (error: unknown) => void,
): Repeated => {
  const steps = [work].flat();
  let tail: Promise<void> = Promise.resolve();
  let waiting = 0;
  const doAll = async (): Promise<void> => {
    for (const step of steps)
      try {
        await step();
      } catch (error) {
        onError(error);
      }
    waiting -= 1;
  };
  const run = (): Promise<void> => {
    waiting += 1;
    return (tail = tail.then(doAll));
  };
  const timer = setInterval(() => void (waiting === 0 && run()), ms);
  return {
    run,
    stop: async () => {
      clearInterval(timer);
      await tail;
    },
  };
};
