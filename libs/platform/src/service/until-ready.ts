import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../config/start-error.ts';

const PATIENCE_MS = 60_000;

const isReady = async (url: string): Promise<boolean> => {
  const response = await fetch(`${url}/health/ready`).catch(() => undefined);
  return response?.ok ?? false;
};

/** Resolves when every service says that it can decide. @throws StartError after a minute */
export const untilReady = async (urls: readonly string[]): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  for (const url of urls) {
    while (!(await isReady(url))) {
      if (Date.now() > deadline)
        throw new StartError(`${url} does not become ready; see ${url}/health/ready.`);
      await delay(50);
    }
  }
};
