import type { Message, WrittenEvent } from './event.ts';

/** Resolves when the message is dealt with. A rejection means "again later": the offset stays. */
export type MessageHandler = (message: Message, signal: AbortSignal) => Promise<void>;

/**
 * Deals with messages of one partition at once, all or none: answers true when all are dealt with. False: none is,
 * and they are to be handled one by one.
 */
export type RunHandler = (messages: readonly Message[], signal: AbortSignal) => Promise<boolean>;

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
  /** Tried first where several messages of a partition wait. */
  together?: RunHandler;
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
  /** Messages that this process passed over: past their retention before the group had handled them. No other tells them. */
  readonly expired: number;
  /** Resolves when all that is in the log now has been handled; rejects after `withinMs`, and when it is stopped. */
  drain(withinMs: number): Promise<void>;
  /** Finishes the message at hand, commits, gives the partitions back. */
  stop(): Promise<void>;
}

/** How far a shared group is in one partition, whichever process handles it. */
export interface GroupPosition {
  group: string;
  topic: string;
  partition: number;
  /** The offset that the next message will get. */
  head: number;
  /** What the group handles next; null: it has not begun. */
  committed: number | null;
  /** Messages not yet handled; an upper bound where the log has gaps. */
  lag: number;
  /** Messages not yet handled that are past their retention and gone: the group will pass over them. */
  expired: number;
}

/**
 * Where a bus failed and goes on: at an event whose handler cannot even set it aside, at a consumer that is replaced,
 * at a publish that is sent again, at the outbox, at a topic that differs from its contract, at the log or its connections.
 */
export const BUS_FAULTS = ['handler', 'consumer', 'publisher', 'relay', 'topic', 'log'] as const;
export type BusFault = (typeof BUS_FAULTS)[number];

/** Told of every failure, with where it was. */
export type OnBusError = (error: unknown, where: BusFault) => void;

/** The log of all services. Two adapters: Kafka, and a table in PostgreSQL. */
export interface Bus {
  /**
   * Appends in the given order, which holds within each topic and key. Resolved: all of it is durable. Rejected:
   * a part may stand in the log (none, on the embedded adapter); publish the same again, nothing else before.
   * Called by outbox relays only.
   * @param stillMine asked before anything but the first request is sent; where it rejects, so does the call
   */
  publish(events: readonly WrittenEvent[], stillMine?: () => Promise<unknown>): Promise<void>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** How topics that this process has met differ from their contracts, a sentence each. */
  readonly drifts: readonly string[];
  /** For operators: every shared group of the deployment in every partition of its topics. */
  positions(): Promise<GroupPosition[]>;
  /** Drains every subscription of this process that is not paused, nor stopped meanwhile. */
  drain(withinMs: number): Promise<void>;
  close(): Promise<void>;
}
