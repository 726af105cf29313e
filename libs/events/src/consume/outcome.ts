import type { Message } from '../port/event.ts';

/** What a handler did: nothing returned means applied. */
export type Outcome = 'applied' | 'stale' | 'duplicate';

/** Applies an event to the consumer's state in a transaction of its own. */
export type EventHandler = (message: Message, signal: AbortSignal) => Promise<Outcome | void>;

/** Applies events of one topic, in order, in one transaction of its own: all, or it rejects and none is applied. */
export type RunEventHandler = (
  messages: readonly Message[],
  signal: AbortSignal,
) => Promise<readonly Outcome[]>;

/** All that can become of a delivery; `run_failed` is told of the first event of a run, which then goes one by one. */
export const DELIVERY_OUTCOMES = [
  'applied',
  'stale',
  'duplicate',
  'dead_lettered',
  'parked',
  'superseded',
  'retried',
  'run_failed',
] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];
export type DeliveryCounts = Record<DeliveryOutcome, number>;

export const noCounts = (): DeliveryCounts => ({
  applied: 0,
  stale: 0,
  duplicate: 0,
  dead_lettered: 0,
  parked: 0,
  superseded: 0,
  retried: 0,
  run_failed: 0,
});

const outcomes: readonly unknown[] = ['applied', 'stale', 'duplicate'] satisfies Outcome[];

/** A handler's answer as an outcome; anything else means applied. */
export const outcomeOf = (answer: unknown): Outcome =>
  outcomes.includes(answer) ? (answer as Outcome) : 'applied';
