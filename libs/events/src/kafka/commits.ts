import { setImmediate as turn } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import { REJOINED } from './tenure.ts';

type Payload = Pick<EachBatchPayload, 'commitOffsetsIfNecessary'>;

interface Reached {
  topic: string;
  partition: number;
  /** Handled next. */
  offset: number;
}

const offsetsOf = (reached: readonly Reached[]) => ({
  topics: [...Map.groupBy(reached, ({ topic }) => topic)].map(([topic, of]) => ({
    topic,
    partitions: of.map(({ partition, offset }) => ({ partition, offset: String(offset) })),
  })),
});

/**
 * Commits places of one tenure, one request after another. What is to be committed at the same time, or while a request
 * is under way, goes together. Nothing is committed once the group was joined anew.
 */
const createCommits = ({ signal }: AbortController) => {
  let waiting: Reached[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const send = async (payload: Payload): Promise<void> => {
    const reached = waiting;
    [waiting, next] = [[], undefined];
    if (signal.reason !== REJOINED) await payload.commitOffsetsIfNecessary(offsetsOf(reached));
  };
  return (payload: Payload, reached: Reached): Promise<void> => {
    waiting.push(reached);
    next ??= last.then(() => turn()).then(() => send(payload));
    last = next.catch(() => undefined);
    return next;
  };
};

/** The commits of each tenure. */
export const commitsByTenure = () => {
  const known = new WeakMap<AbortController, ReturnType<typeof createCommits>>();
  return (tenure: AbortController): ReturnType<typeof createCommits> => {
    const commits = known.get(tenure) ?? createCommits(tenure);
    known.set(tenure, commits);
    return commits;
  };
};
