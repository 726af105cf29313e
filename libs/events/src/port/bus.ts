import type { BusEvent, Message } from './event.ts';

/** Resolves when the message is dealt with. A rejection means "again later": the offset stays. */
export type MessageHandler = (message: Message, signal: AbortSignal) => Promise<void>;

/**
 * `shared`: one process of the deployment handles a partition at a time, from the group's committed
 * offset. `replica`: every process reads everything from the start and keeps its place in memory.
 */
export type SubscriptionMode = 'shared' | 'replica';

export interface SubscribeOptions {
  topics: readonly string[];
  /** Name of the consumer. One subscription a group and process. */
  group: string;
  mode: SubscriptionMode;
  handler: MessageHandler;
  /** Called once, when all that stood in the log at the beginning has been handled. */
  onCaughtUp?: () => void;
}

export interface Subscription {
  readonly group: string;
  readonly mode: SubscriptionMode;
  readonly paused: boolean;
  readonly caughtUp: boolean;
  /** System time in ms at which all that was in the log had been handled, as last seen; null: never yet. */
  readonly completeAt: number | null;
  /** Resolves when no handler runs any more. Partitions stay assigned. */
  pause(): Promise<void>;
  resume(): void;
  /** Messages not yet handled by the group; an upper bound on compacted topics. */
  lag(): Promise<number>;
  /** Resolves when all that is in the log now has been handled; rejects after `withinMs`. */
  drain(withinMs: number): Promise<void>;
  /** Finishes the message at hand, commits, gives the partitions back. */
  stop(): Promise<void>;
}

/** The log of all services. Two adapters: Kafka, and a table in PostgreSQL. */
export interface Bus {
  /** Appends in the given order, all or none. Called by outbox relays only. */
  publish(events: readonly BusEvent[]): Promise<void>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Drains every subscription of this process that is not paused. */
  drain(withinMs: number): Promise<void>;
  close(): Promise<void>;
}
