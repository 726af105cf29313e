import type { Transactions } from '@huren/events';
import { lockOverdue, writeCorrection } from './correction-store.ts';
import { takeStep } from './correction.ts';

const BATCH = 100;

/** Passes what was not answered in time on to the superior, with its event. Answers how many. */
export const escalateOverdue = (transactions: Transactions, now: Date): Promise<number> =>
  transactions.run(async (tx) => {
    const overdue = await lockOverdue(tx, now, BATCH);
    for (const correction of overdue) {
      const escalated = takeStep(correction, 'lapse', null, now);
      if (escalated) await writeCorrection(tx, escalated, now);
    }
    return overdue.length;
  });
