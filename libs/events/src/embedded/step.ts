import type { Message } from '../port/event.ts';
import type { LaneOptions } from './lane.ts';

/** How far a lane is. */
export interface Progress {
  /** Handled next. */
  next: number;
  committed: number;
  /** The end, as far as it is known. */
  target: number;
  /** Failures at `next` in a row. */
  failures: number;
  halted: boolean;
}

type StepOptions = Pick<LaneOptions, 'start' | 'log' | 'handler' | 'together' | 'commit' | 'batchSize'>;

const handleBatch = async (
  progress: Progress,
  batch: Message[],
  { handler, together }: StepOptions,
  signal: AbortSignal,
): Promise<void> => {
  const handled = ({ offset }: Message): void => {
    progress.next = offset + 1;
    progress.failures = 0;
  };
  const last = batch.at(-1);
  if (last && !progress.halted && (await together?.(batch, signal))) return handled(last);
  for (const message of batch) {
    if (progress.halted) return;
    await handler({ ...message, attempts: progress.failures + 1 }, signal);
    handled(message);
  }
};

const settle = async (progress: Progress, { commit, start }: StepOptions): Promise<void> => {
  if (progress.committed === progress.next) return;
  const offset = progress.next;
  await commit?.({ ...start, offset });
  progress.committed = offset;
};

/** Reads and handles one batch. What was handled is committed, also when a later message fails. */
export const handleStep = async (
  progress: Progress,
  options: StepOptions,
  signal: AbortSignal,
): Promise<void> => {
  const { batchSize, log, start } = options;
  const batch = await log.read({ ...start, offset: progress.next }, batchSize);
  // Nothing up to the target: compaction took it.
  if (batch.length === 0) progress.next = Math.max(progress.next, progress.target);
  const failed = await handleBatch(progress, batch, options, signal).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  await settle(progress, options);
  if (failed) throw failed.error;
};
