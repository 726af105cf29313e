import { parentPort } from 'node:worker_threads';

/** Answers what it is sent, unless it is to fail or to end. */
parentPort?.on('message', (message: string) => {
  if (message === 'fail') throw new RangeError('as it was told');
  if (message === 'end') process.exit(0);
  parentPort?.postMessage(message);
});
