/** Work that is done again and again, one run at a time, until stopped. A failure is told and not final. */
export type Repeated = {
  /** Runs now, after a run that is under way. */
  run(): Promise<void>;
  stop(): Promise<void>;
};

/** A long step asks `goesOn` from time to time: false, once the work is to stop. */
export type TickStep = (goesOn: () => boolean) => Promise<unknown>;

/**
 * Does work once in so many milliseconds, but never while it is still being done.
 * @param work one step or several, in turn; one that fails is told and keeps none after it back
 */
export const every = (
  ms: number,
  work: TickStep | readonly TickStep[],
  onError: (error: unknown) => void,
): Repeated => {
  const steps = [work].flat();
  let tail: Promise<void> = Promise.resolve();
  let waiting = 0;
  let isStopped = false;
  const doAll = async (): Promise<void> => {
    for (const step of steps)
      try {
        await step(() => !isStopped);
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
      isStopped = true;
      clearInterval(timer);
      await tail;
    },
  };
};
