import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Tally } from '@huren/agreements';
import type { Job, Part } from './simulate-part.ts';

const isSource = import.meta.url.endsWith('.ts');

/** Sources run as they are, other packages' too: what a build has resolved is resolved by condition. */
const SOURCE = ['--conditions=@huren/source', '--disable-warning=ExperimentalWarning'];

const startWorker = (url: string, job: Job): Worker =>
  new Worker(new URL(`./simulate.worker.${isSource ? 'ts' : 'js'}`, import.meta.url), {
    workerData: { url, job },
    ...(isSource ? { execArgv: SOURCE } : {}),
  });

/** Gives a part to a worker that has none. Rejects when the worker ends instead. */
const ask = async (worker: Worker, part: Part): Promise<Tally> => {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(worker, 'exit', { signal }).then(() => {
    throw new Error('a worker of the simulation ended');
  });
  ended.catch(() => undefined);
  worker.postMessage(part);
  try {
    // `once` also rejects with what the worker threw.
    const [tally] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [Tally];
    return tally;
  } finally {
    answered.abort();
  }
};

/**
 * Has threads simulate parts, each the next one when it is done with one.
 * @param take told each tally; resolves when the next part may be begun, rejects to stop
 */
export const simulateParts = async (
  threads: number,
  url: string,
  job: Job,
  parts: readonly Part[],
  take: (tally: Tally) => Promise<void>,
): Promise<void> => {
  const workers = Array.from({ length: Math.max(1, Math.min(threads, parts.length)) }, () =>
    startWorker(url, job),
  );
  const waiting = parts.values();
  const work = async (worker: Worker): Promise<void> => {
    for (const part of waiting) await take(await ask(worker, part));
  };
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};
