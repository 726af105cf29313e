import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { createDelivery, type Delivery, type DeliveryOptions } from '../consume/deliver.ts';
import { forgetShared } from '../dead-letters/own-letters.ts';
import type { HeldKey } from '../dead-letters/store.ts';
import type { Bus, Subscription } from '../port/bus.ts';
import { drainRunning } from '../util/drain-running.ts';
import { addToGroup, groupOf, handlerOf, runHandlerOf, type ConsumerGroup } from './consumer-group.ts';
import { extrasOf } from './extras.ts';

export interface BusServerOptions extends Omit<
  DeliveryOptions,
  'consumer' | 'handler' | 'runHandler' | 'keeper'
> {
  bus: Bus;
  /** Which of several of the service: `groupOf`. */
  deployment?: string | undefined;
}

const NONE: readonly HeldKey[] = [];

/** Nest's microservice server on the bus: `@EventPattern(topic, { group, mode })` methods are handlers. */
export class BusServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol.for('huren.bus');
  override readonly propagatesEventHandlerErrors = true;
  /** Policy, counts and letters of each group, once listening. */
  readonly deliveries = new Map<string, Delivery>();
  private readonly groups = new Map<string, ConsumerGroup>();
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly options: BusServerOptions;

  constructor(options: BusServerOptions) {
    super();
    this.options = options;
  }

  override addHandler(
    pattern: unknown,
    handler: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const topic = String(pattern);
    if (!isEventHandler) throw new Error(`${topic}: the bus carries events, not requests`);
    const { group, ...how } = extrasOf(topic, extras);
    addToGroup(this.groups, topic, { group: this.nameOf(group), ...how }, handler);
  }

  /** Subscribes every group. */
  listen(callback: (error?: unknown) => void): void {
    Promise.all([...this.groups.values()].map((group) => this.subscribe(group))).then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Whether every replica has read all that was in the log when it subscribed. */
  get caughtUp(): boolean {
    return this.running.every(({ mode, caughtUp }) => mode === 'shared' || caughtUp);
  }

  /** Of this process, once listening. */
  get running(): Subscription[] {
    return [...this.subscriptions.values()];
  }

  /** Names of the groups of which every process reads everything. */
  get replicas(): string[] {
    return this.running.filter(({ mode }) => mode === 'replica').map(({ group }) => group);
  }

  /** @param group as its handlers name it */
  subscriptionOf(group: string): Subscription | undefined {
    return this.subscriptions.get(this.nameOf(group));
  }

  /** Keys of which this process alone could not apply something. @param group as its handlers name it */
  heldKeysOf(group: string): readonly HeldKey[] {
    return this.deliveries.get(this.nameOf(group))?.heldKeys ?? NONE;
  }

  async pause(): Promise<void> {
    await Promise.all(this.running.map((one) => one.pause()));
  }

  resume(): void {
    this.running.forEach((one) => one.resume());
  }

  /** Resolves when all that is in the log now has been handled; rejects after `withinMs`. */
  async drain(withinMs: number): Promise<void> {
    await drainRunning(this.running, withinMs);
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map((one) => one.stop()));
    this.subscriptions.clear();
  }

  on(): never {
    throw new Error('the bus server emits no events');
  }

  unwrap<T>(): T {
    return this.options.bus as T;
  }

  private nameOf(group: string): string {
    return groupOf(this.options.deployment, group);
  }

  private async subscribe(group: ConsumerGroup): Promise<void> {
    const { bus, deployment: _, ...policy } = this.options;
    const [handler, runHandler] = [handlerOf(group), runHandlerOf(group)];
    const keeper = group.mode === 'replica' ? 'process' : 'database';
    if (keeper === 'process') await forgetShared(policy.transactions, group.group);
    const delivery = createDelivery({ ...policy, consumer: group.group, handler, runHandler, keeper });
    this.deliveries.set(group.group, delivery);
    const subscription = await bus.subscribe({
      topics: [...group.handlers.keys()],
      group: group.group,
      mode: group.mode,
      handler: delivery.handle,
      together: delivery.handleTogether,
    });
    this.subscriptions.set(group.group, subscription);
  }
}
