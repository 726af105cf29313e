import { parentPort, workerData } from 'node:worker_threads';
import { differenceOf } from './difference-of.ts';
import type { TwoVersions } from './difference-of.ts';

/** Works out one difference. */
parentPort?.postMessage(differenceOf(workerData as TwoVersions));
