import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceProcess } from './service-process.ts';

const AGAIN_MS = 1000;

/** A process that is started again when it ends by itself, until it is stopped. */
export const keepRunning = async (
  start: () => Promise<ServiceProcess>,
  { againMs = AGAIN_MS, say = (line: string): void => void process.stderr.write(`${line}\n`) } = {},
): Promise<ServiceProcess> => {
  let running = await start();
  let isStopped = false;
  const watch = async (): Promise<void> => {
    while (!isStopped) {
      await running.ended;
      if (isStopped) return;
      say(`${running.name} has ended by itself and is started again.`);
      await delay(againMs);
      if (!isStopped) running = await start().catch(() => running);
    }
    await running.stop();
  };
  const ended = watch();
  return {
    name: running.name,
    get url() {
      return running.url;
    },
    order: (order, ask) => running.order(order, ask),
    ended,
    stop: async () => {
      isStopped = true;
      await running.stop();
      await ended;
    },
  };
};
