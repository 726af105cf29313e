import { wait } from './wait.ts';

/** Something was not done in its time. */
export class DeadlineExceeded extends Error {
  readonly code = 'deadline_exceeded';
}

/** A subscription that was waited for has been stopped meanwhile: what it has not handled waits for another. */
export class SubscriptionStopped extends DeadlineExceeded {}

/** Asks until the answer is 0; after `withinMs` it throws and names what is left. */
export const untilZero = async (
  what: string,
  ask: () => Promise<number>,
  withinMs: number,
): Promise<void> => {
  const end = performance.now() + withinMs;
  for (let left = await ask(); left > 0; left = await ask()) {
    if (performance.now() > end) throw new DeadlineExceeded(`${what}: ${left} left after ${withinMs} ms`);
    await wait(5);
  }
};
