import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { Registry } from 'prom-client';
import type { Budgets } from '../rate-limits.ts';
import { openSharedState } from '../shared-state.ts';
import type { SharedState } from '../shared-state.ts';

export const LIVES = { lifeMs: 400, commitMs: 300 };

export const BUDGETS: Budgets = {
  client: { points: 5, seconds: 1 },
  holder: { points: 2, seconds: 60 },
};

/** A shared state, and what it told. */
export const stateOn = (
  redisUrl?: string,
): { state: SharedState; metrics: Registry; told: { level: string; text: string }[] } => {
  const told: { level: string; text: string }[] = [];
  const logger = pino(
    { level: 'info' },
    {
      write: (line: string) => {
        const { level, msg } = JSON.parse(line) as { level: number; msg: string };
        told.push({ level: pino.levels.labels[level] ?? '', text: msg });
      },
    },
  );
  const metrics = new Registry();
  return {
    state: openSharedState({ redisUrl, namespace: 'test', budgets: BUDGETS, logger, metrics }),
    metrics,
    told,
  };
};

/** Asks again and again until the answer fits, for ten seconds. */
export const until = async <T>(ask: () => T | Promise<T>, fits: (answer: T) => boolean): Promise<T> => {
  const end = performance.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(answer)} after ten seconds`);
    await delay(10);
  }
};

let count = 0;

/** A key that no other test has. */
export const fresh = (): string => `k${(count += 1)}`;
