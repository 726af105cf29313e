import { parentPort } from 'node:worker_threads';
import { differenceOf } from './difference-of.ts';
import type { TwoVersions } from './difference-of.ts';

/** Works out differences, one a message. */
parentPort?.on('message', (versions: TwoVersions) => parentPort?.postMessage(differenceOf(versions)));
