import { parentPort, workerData } from 'node:worker_threads';

// It is there until it is stopped: an answer is never behind the end of the thread.
parentPort?.on('message', () => undefined);

/** Answers what it was started with. */
parentPort?.postMessage(workerData);
