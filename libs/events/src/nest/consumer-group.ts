import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { outcomeOf, type EventHandler } from '../consume/outcome.ts';
import { BusContext } from './bus-context.ts';
import type { BusExtras } from './extras.ts';

/** Handlers of one group by topic: one subscription. */
export interface ConsumerGroup extends BusExtras {
  handlers: Map<string, MessageHandler>;
}

/** Adds a handler to its group. @throws Error when it contradicts another of the group */
export const addToGroup = (
  groups: Map<string, ConsumerGroup>,
  topic: string,
  { group, mode }: BusExtras,
  handler: MessageHandler,
): void => {
  const known = groups.get(group) ?? { group, mode, handlers: new Map<string, MessageHandler>() };
  if (known.mode !== mode) throw new Error(`the group ${group} is both ${known.mode} and ${mode}`);
  if (known.handlers.has(topic)) throw new Error(`the group ${group} has two handlers of ${topic}`);
  known.handlers.set(topic, handler);
  groups.set(group, known);
};

/** Nest put an answer for a client in the place of the handler's error: the filter is missing. */
export class HandlerErrorMasked extends Error {}

const unmask = (error: unknown): unknown =>
  error instanceof Error
    ? error
    : new HandlerErrorMasked("connect the bus server with connectBus(), or a handler's errors are lost");

/** The group's Nest handlers as one handler; their errors arrive as they were thrown. */
export const handlerOf =
  ({ handlers, group }: ConsumerGroup): EventHandler =>
  async (message, signal) => {
    const handler = handlers.get(message.topic);
    if (!handler) throw new Error(`the group ${group} has no handler of ${message.topic}`);
    const answer: unknown = await handler(message.event.data, new BusContext([message, signal]));
    if (!isObservable(answer)) return outcomeOf(answer);
    return outcomeOf(
      await lastValueFrom(answer, { defaultValue: undefined }).catch((error: unknown) => {
        throw unmask(error);
      }),
    );
  };
