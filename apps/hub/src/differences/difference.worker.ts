import { parentPort, workerData } from 'node:worker_threads';
import { differenceOf } from './difference-of.ts';
import type { TwoVersions } from './difference-of.ts';

// It is there until it is stopped: an answer is never behind the end of the thread.
parentPort?.on('message', () => undefined);

/** Works out one difference. */
parentPort?.postMessage(differenceOf(workerData as TwoVersions));
