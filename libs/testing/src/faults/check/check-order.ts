import { firstCopies, logIndex } from './log-index.ts';
import type { Logged, Snapshot, Violation } from './snapshot.ts';

const violation = (kind: Violation['kind'], { topic, key }: Logged, detail: string): Violation => ({
  kind,
  about: `${topic} ${key}`,
  detail,
});

/** Of one key. A copy of an event, with its id, may come again; each event in its place. */
const keyFaults = (messages: readonly Logged[]): Violation[] => {
  const [first] = messages;
  if (!first) return [];
  const faults: Violation[] = [];
  if (messages.some(({ partition }) => partition !== first.partition))
    faults.push(violation('order', first, 'lies in more than one partition'));
  const events = firstCopies(messages);
  for (const [at, event] of events.entries()) {
    const before = events[at - 1];
    if (!before || event.version === null || before.version === null) continue;
    if (event.version < before.version)
      faults.push(violation('order', first, `version ${event.version} comes after ${before.version}`));
  }
  const highest = Math.max(...messages.map(({ version }) => version ?? 0));
  const last = messages.at(-1);
  // Compaction keeps the last message: it must be the newest state, for whoever reads the topic later.
  if (last && last.version !== null && last.version !== highest)
    faults.push(violation('order', first, `ends with version ${last.version}, not with ${highest}`));
  return faults;
};

/** 0 out of order by key. */
export const checkOrder = ({ log }: Snapshot): Violation[] => {
  const index = logIndex(log);
  const topics = new Set(log.map(({ topic }) => topic));
  return [...topics].flatMap((topic) => index.keys(topic).flatMap((key) => keyFaults(index.of(topic, key))));
};

/** Messages that are copies of an earlier one. */
export const countCopies = (log: readonly Logged[]): number => {
  const ids = new Set(log.map(({ topic, id }) => `${topic} ${id}`));
  return log.length - ids.size;
};
