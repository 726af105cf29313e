import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { delayOf } from '../consume/retry.ts';
import type { MessageHandler, OnBusError, RunHandler } from '../port/bus.ts';
import { nameOf } from '../progress/place.ts';
import { wait } from '../util/wait.ts';
import { messageOf } from './codec.ts';
import { commitsByTenure } from './commits.ts';
import type { Gate } from './gate.ts';
import { REJOINED } from './tenure.ts';

export interface BatchOptions {
  handler: MessageHandler;
  together?: RunHandler | undefined;
  /** Closed while the subscription is paused. */
  gate: Gate;
  /** Of a shared group; a replica keeps its places in memory. */
  commits: boolean;
  /** What is handled next, by partition. */
  places: Map<string, number>;
  heartbeatMs: number;
  commitEveryMs: number;
  onError: OnBusError;
  /** A place could not be committed, or the group did not answer and the client does not join it anew by itself. */
  onLost: (error: unknown) => void;
  onDone: () => void;
}

const BACKOFF = { firstDelayMs: 50, maxDelayMs: 5_000, random: Math.random };

const JOINS_ANEW = [
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
];

/** At any other error the client goes on fetching within the same tenure, which has ended. */
const joinsAnew = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && JOINS_ANEW.some((type) => type === error.type);

/** Keeps the membership alive while a batch is handled; a heartbeat that fails ends the tenure. */
const keepBeating = (payload: EachBatchPayload, tenure: AbortController, everyMs: number) => {
  const state: { failure?: { error: unknown } } = {};
  const beat = (): Promise<void> =>
    payload.heartbeat().catch((error: unknown) => {
      state.failure ??= { error };
      tenure.abort();
    });
  const timer = setInterval(() => void beat(), everyMs);
  return { state, stop: () => clearInterval(timer) };
};

/** Moves a group's place: told to the client at once, committed when asked. */
const createPlace = (
  { batch, ...payload }: EachBatchPayload,
  tenure: AbortController,
  options: BatchOptions,
  commits: ReturnType<ReturnType<typeof commitsByTenure>>,
) => {
  const { topic, partition } = batch;
  let [next, committed] = [Number(batch.firstOffset()), Number(batch.firstOffset())];
  let committedAt = performance.now();
  const commit = async (): Promise<void> => {
    committedAt = performance.now();
    if (!options.commits || next === committed || tenure.signal.reason === REJOINED) return;
    const offset = next;
    await commits(payload, { topic, partition, offset });
    committed = offset;
  };
  return {
    commit,
    commitIfDue: async (): Promise<void> => {
      if (performance.now() - committedAt >= options.commitEveryMs) await commit();
    },
    handled: (offset: string): void => {
      if (tenure.signal.reason === REJOINED) return;
      payload.resolveOffset(offset);
      next = Number(offset) + 1;
      options.places.set(nameOf({ topic, partition }), next);
    },
  };
};

/** Handles one message until it is dealt with; false: the tenure ended before. */
const deal = async (
  { batch }: EachBatchPayload,
  record: KafkaMessage,
  signal: AbortSignal,
  { handler, gate, onError }: BatchOptions,
): Promise<boolean> => {
  const message = messageOf(batch.topic, batch.partition, record);
  for (let attempts = 1; await gate.pass(signal); attempts += 1) {
    try {
      await gate.while(handler({ ...message, attempts }, signal));
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      onError(error, 'handler');
      await wait(delayOf(attempts, BACKOFF), signal).catch(() => undefined);
    }
  }
  return false;
};

/** Most messages handled at once. */
const RUN = 500;

const runsOf = (messages: readonly KafkaMessage[]): KafkaMessage[][] =>
  Array.from({ length: Math.ceil(messages.length / RUN) }, (_, n) => messages.slice(n * RUN, (n + 1) * RUN));

/** Handles messages at once; false: none of them is handled. */
const dealTogether = async (
  { batch: { topic, partition } }: EachBatchPayload,
  run: readonly KafkaMessage[],
  signal: AbortSignal,
  { together, gate }: BatchOptions,
): Promise<boolean> => {
  if (!together || run.length === 0 || !(await gate.pass(signal))) return false;
  const messages = run.map((record) => messageOf(topic, partition, record));
  return gate.while(together(messages, signal));
};

/** Handles a partition's batch in order. What was handled is committed, also where the tenure ends within. */
export const createBatchHandler = (options: BatchOptions) => {
  const commitsOf = commitsByTenure();
  return async (payload: EachBatchPayload, tenure: AbortController): Promise<void> => {
    const place = createPlace(payload, tenure, options, commitsOf(tenure));
    const beating = keepBeating(payload, tenure, options.heartbeatMs);
    const goesOn = (): boolean => !tenure.signal.aborted && payload.isRunning() && !payload.isStale();
    const oneByOne = async (run: readonly KafkaMessage[]): Promise<boolean> => {
      for (const record of run) {
        if (!goesOn() || !(await deal(payload, record, tenure.signal, options))) return false;
        place.handled(record.offset);
        await place.commitIfDue();
      }
      return true;
    };
    const work = async (): Promise<void> => {
      for (const run of runsOf(payload.batch.messages)) {
        const last = run.at(-1);
        if (last && goesOn() && (await dealTogether(payload, run, tenure.signal, options))) {
          place.handled(last.offset);
          await place.commitIfDue();
        } else if (!(await oneByOne(run))) return;
      }
      // Up to the end of the batch, whose last messages compaction may have taken.
      if (goesOn()) place.handled(payload.batch.lastOffset());
    };
    const settle = async (): Promise<void> => {
      await work();
      await place.commit();
    };
    await settle()
      .catch((error: unknown) => {
        options.onLost(error);
        throw error;
      })
      .finally(beating.stop);
    options.onDone();
    const { failure } = beating.state;
    if (!failure) return;
    if (!joinsAnew(failure.error)) options.onLost(failure.error);
    throw failure.error;
  };
};
