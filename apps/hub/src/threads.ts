import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

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

/**
 * Works things out on a thread of its own each, one after the other: deciders do not wait for it.
 * @param file a module that answers its `workerData` by one message
 */
export const asideBy = <Data, Answer>(file: URL): ((data: Data) => Promise<Answer>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (data) => {
    const found = last.then(async () => {
      const thread = startThread<never, Answer>(file, data);
      try {
        return await thread.next();
      } finally {
        await thread.stop();
      }
    });
    last = found.catch(() => undefined);
    return found;
  };
};
