import { delayOf } from '../consume/retry.ts';
import type { MessageHandler, OnBusError, RunHandler } from '../port/bus.ts';
import type { Place } from '../progress/place.ts';
import { wait } from '../util/wait.ts';
import type { LogReader } from './log.ts';
import { handleStep, type Progress } from './step.ts';

export interface LaneOptions {
  start: Place;
  log: Pick<LogReader, 'read'>;
  handler: MessageHandler;
  together?: RunHandler | undefined;
  /** Absent for a replica, which keeps its place in memory. */
  commit?: (place: Place) => Promise<void>;
  batchSize: number;
  onError: OnBusError;
  /** All that was asked for has been handled, or the lane has halted. */
  onIdle: () => void;
}

/** Handles one partition in order, one message at a time. */
export interface Lane {
  readonly position: number;
  /** Handles all before an offset, unless it is doing so already. */
  advance(target: number): void;
  /** Resolves when no handler runs any more. */
  halt(): Promise<void>;
  resume(): void;
  /** Halts for good, telling a handler that waits. */
  stop(): Promise<void>;
}

const BACKOFF = { firstDelayMs: 50, maxDelayMs: 5_000, random: Math.random };

export const createLane = (options: LaneOptions): Lane => {
  const { start, onError, onIdle } = options;
  const abort = new AbortController();
  const state: Progress = {
    next: start.offset,
    committed: start.offset,
    target: start.offset,
    failures: 0,
    halted: false,
  };
  let running: Promise<void> | undefined;

  const recover = async (error: unknown): Promise<void> => {
    if (abort.signal.aborted) return;
    state.failures += 1;
    onError(error, 'handler');
    await wait(delayOf(state.failures, BACKOFF), abort.signal).catch(() => undefined);
  };
  const run = async (): Promise<void> => {
    while (!state.halted && (state.next < state.target || state.committed < state.next)) {
      await handleStep(state, options, abort.signal).catch(recover);
    }
  };
  const advance = (target: number): void => {
    state.target = Math.max(state.target, target);
    if (running || state.halted || state.next >= state.target) return;
    running = run().finally(() => {
      running = undefined;
      onIdle();
    });
  };
  const halt = async (): Promise<void> => {
    state.halted = true;
    await running;
  };
  return {
    get position() {
      return state.next;
    },
    advance,
    halt,
    resume: () => {
      state.halted = abort.signal.aborted;
      advance(state.target);
    },
    stop: () => {
      abort.abort();
      return halt();
    },
  };
};
