import { setTimeout as delay } from 'node:timers/promises';
import { applySomewhere } from './apply.ts';
import { handingIn } from './hand-in.ts';
import { lookSomewhere } from './operate.ts';
import { gradeSomewhere, recolourSomebody } from './recolour.ts';
import type { Scene } from './scene.ts';
import { announceSomebody, showSomebody } from './show.ts';

/**
 * A steady load of writes, bounded by the number of its writers: each waits for its answer, then pauses, and longer
 * where the answer took long. A load that leaves a machine no time to catch up would measure the machine.
 */
export type Load = {
  /** Resolves when every write that was begun is settled. */
  stop(): Promise<void>;
};

/** So many times as long as it worked a writer rests, at the least. */
const REST = 2;

const writersOf = (scene: Scene): { work: (scene: Scene) => Promise<void>; pauseMs: number }[] => [
  { work: applySomewhere, pauseMs: 200 },
  { work: applySomewhere, pauseMs: 200 },
  { work: recolourSomebody, pauseMs: 150 },
  { work: recolourSomebody, pauseMs: 150 },
  { work: gradeSomewhere, pauseMs: 3_000 },
  { work: showSomebody, pauseMs: 100 },
  { work: showSomebody, pauseMs: 100 },
  { work: announceSomebody, pauseMs: 800 },
  { work: handingIn(scene.now()), pauseMs: 400 },
  { work: lookSomewhere, pauseMs: 1_000 },
];

export const startLoad = (scene: Scene): Load => {
  const stopping = new AbortController();
  const run = async (work: (scene: Scene) => Promise<void>, pauseMs: number): Promise<void> => {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      await work(scene);
      const rest = Math.max(pauseMs, REST * (performance.now() - began));
      await delay(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = writersOf(scene).map(({ work, pauseMs }) => run(work, pauseMs));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
};
