import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { inTurn } from '@huren/events';
import { ProblemException, problem, retryAfter } from '@huren/platform';

/** A thread that answers messages. */
export type Thread<Message, Answer> = {
  /** One at a time. Rejects when it ends, or has ended, instead of answering: with what it threw. */
  ask(message: Message): Promise<Answer>;
  /** Whether the process is to go on for it. */
  hold(isNeeded: boolean): void;
  stop(): Promise<unknown>;
};

const isSource = import.meta.url.endsWith('.ts');

/** Sources run as they are, other packages' too: what a build has resolved is resolved by condition. */
const SOURCE = ['--conditions=@huren/source', '--disable-warning=ExperimentalWarning'];

/**
 * Starts a thread.
 * @param file its module, without the ending: there is one in the sources and one in the build
 * @param data what it finds as `workerData`
 */
export const startThread = <Message, Answer>(file: URL, data: unknown): Thread<Message, Answer> => {
  const worker = new Worker(new URL(`${file.href}.${isSource ? 'ts' : 'js'}`), {
    workerData: data,
    ...(isSource ? { execArgv: SOURCE } : {}),
  });
  const ended = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a thread ended without an answer')));
  });
  ended.catch(() => undefined);
  return {
    ask: async (message) => {
      const answered = new AbortController();
      const told = once(worker, 'message', { signal: answered.signal });
      told.catch(() => undefined);
      worker.postMessage(message);
      try {
        const [answer] = (await Promise.race([told, ended])) as [Answer];
        return answer;
      } finally {
        answered.abort();
      }
    },
    hold: (isNeeded) => (isNeeded ? worker.ref() : worker.unref()),
    stop: () => worker.terminate(),
  };
};

/** After so long, in ms, who is refused is asked to come back. */
const COME_BACK_MS = 5_000;

const busy = (): ProblemException =>
  new ProblemException(
    problem(503, 'busy', 'Others wait for the same work: come back after Retry-After, in seconds.'),
    { 'retry-after': retryAfter(COME_BACK_MS, Math.random()) },
  );

/**
 * Places for so many at once: takes one, and answers how it is left again.
 * @throws ProblemException 503 `busy` where all are taken
 */
export const placesFor = (most: number): (() => () => void) => {
  let taken = 0;
  return () => {
    if (taken >= most) throw busy();
    taken += 1;
    return () => {
      taken -= 1;
    };
  };
};

/** So long, in ms, a thread waits for more to do: to start one takes half a second. */
const IDLE_MS = 10_000;

/**
 * Works things out on a thread of their own, one after the other: deciders do not wait for it. Refuses with 503 `busy`
 * where `most` are under way.
 * @param file a module that answers each message by one
 */
export const asideBy = <Data, Answer>(file: URL, most: number): ((data: Data) => Promise<Answer>) => {
  const turn = inTurn();
  const takePlace = placesFor(most);
  let kept: Thread<Data, Answer> | undefined;
  let rest: NodeJS.Timeout | undefined;
  const dismiss = (): void => {
    void kept?.stop();
    kept = undefined;
  };
  const answer = async (data: Data): Promise<Answer> => {
    clearTimeout(rest);
    const thread = (kept ??= startThread<Data, Answer>(file, undefined));
    thread.hold(true);
    try {
      return await thread.ask(data);
    } catch (error) {
      dismiss();
      throw error;
    } finally {
      thread.hold(false);
      rest = setTimeout(dismiss, IDLE_MS).unref();
    }
  };
  return async (data) => {
    const leave = takePlace();
    return turn(() => answer(data)).finally(leave);
  };
};
