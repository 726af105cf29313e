import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ProblemException, problem, retryAfter } from '@huren/platform';

/** A thread that answers messages. */
export type Thread<Message, Answer> = {
  send(message: Message): void;
  /** What it says next. Rejects when it ends, or has ended, instead: with what it threw. */
  next(): Promise<Answer>;
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
    send: (message) => worker.postMessage(message),
    next: async () => {
      const answered = new AbortController();
      const message = once(worker, 'message', { signal: answered.signal });
      message.catch(() => undefined);
      try {
        const [answer] = (await Promise.race([message, ended])) as [Answer];
        return answer;
      } finally {
        answered.abort();
      }
    },
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
 * Works things out on a thread of its own each, one after the other: deciders do not wait for it. Refuses with 503 `busy`
 * where `most` are under way.
 * @param file a module that answers its `workerData` by one message
 */
export const asideBy = <Data, Answer>(file: URL, most: number): ((data: Data) => Promise<Answer>) => {
  let last: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  const answer = async (data: Data): Promise<Answer> => {
    const thread = startThread<never, Answer>(file, data);
    try {
      return await thread.next();
    } finally {
      await thread.stop();
    }
  };
  return (data) => {
    if (underWay >= most) return Promise.reject(busy());
    underWay += 1;
    const found = last.then(() => answer(data)).finally(() => (underWay -= 1));
    last = found.catch(() => undefined);
    return found;
  };
};
