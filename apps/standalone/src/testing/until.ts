import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer fits, for thirty seconds. */
export const until = async <T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> => {
  const end = performance.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(answer)} after thirty seconds`);
    await delay(20);
  }
};
