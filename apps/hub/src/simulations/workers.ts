import type { Tally } from '@huren/agreements';
import { patientConnection } from '@huren/events';
import { startThread } from '../threads.ts';
import type { Thread } from '../threads.ts';
import type { Job, Part } from './simulate-part.ts';

const MODULE = new URL('./simulate.worker', import.meta.url);

/**
 * Has threads simulate parts, each the next one when it is done with one.
 * @param take told the tally of each part; resolves when the next part may be begun, rejects to stop
 */
export const simulateParts = async (
  threads: number,
  url: string,
  job: Job,
  parts: readonly Part[],
  take: (tally: Tally, part: Part) => Promise<void>,
): Promise<void> => {
  const connection = { ...patientConnection, connectionString: url };
  const started = Array.from({ length: Math.min(threads, parts.length) }, () =>
    startThread<Part, Tally>(MODULE, { connection, job }),
  );
  const waiting = parts.values();
  const work = async (thread: Thread<Part, Tally>): Promise<void> => {
    for (const part of waiting) await take(await thread.ask(part), part);
  };
  try {
    await Promise.all(started.map(work));
  } finally {
    await Promise.all(started.map((thread) => thread.stop()));
  }
};
