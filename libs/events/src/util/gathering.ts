import { isTransient } from '../consume/transient.ts';

export type GatheringOptions = {
  /** Most runs under way at once. */
  readonly atOnce: number;
  /** Most pieces that go together. */
  readonly most: number;
};

type Waiting<In, Out> = {
  readonly given: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Lets what comes at the same time go together: while as many runs are under way as may be, further pieces wait,
 * and the next run takes them all. Alone it waits for no other. One bad piece fails alone: its run is done again piece
 * by piece, unless the fault would be everybody's (a database that is away).
 * @param work answers one result for each piece, in their order
 */
export const gathering = <In, Out>(
  work: (given: readonly In[]) => Promise<readonly Out[]>,
  { atOnce, most }: GatheringOptions,
): ((given: In) => Promise<Out>) => {
  const waiting: Waiting<In, Out>[] = [];
  let running = 0;
  let due = false;

  const run = async (pieces: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const results = await work(pieces.map(({ given }) => given));
      if (results.length !== pieces.length) throw new Error(`${results.length} results of ${pieces.length}`);
      results.forEach((result, at) => pieces[at]?.resolve(result));
    } catch (error) {
      if (pieces.length > 1 && !isTransient(error)) for (const piece of pieces) await run([piece]);
      else pieces.forEach(({ reject }) => reject(error));
    }
  };
  const start = (): void => {
    due = false;
    running += 1;
    void run(waiting.splice(0, most)).finally(() => {
      running -= 1;
      next();
    });
    next();
  };
  // What comes in the same turn, as the partitions of one fetch do, goes in the same run.
  const next = (): void => {
    if (due || running >= atOnce || waiting.length === 0) return;
    due = true;
    setImmediate(start);
  };
  return (given) =>
    new Promise((resolve, reject) => {
      waiting.push({ given, resolve, reject });
      next();
    });
};
