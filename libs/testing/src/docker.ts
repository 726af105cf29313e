import { getContainerRuntimeClient } from 'testcontainers';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 5_000;

const ask = (): Promise<boolean> =>
  getContainerRuntimeClient().then(
    () => true,
    () => false,
  );

let answer: Promise<boolean> | undefined;

/** Whether a Docker daemon answers, so that Testcontainers can be used. Asked once a process, for five seconds at most. */
export const dockerAnswers = (): Promise<boolean> =>
  (answer ??= Promise.race([ask(), delay(PATIENCE_MS, false, { ref: false })]));
