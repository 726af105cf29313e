import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { outcomeOf, type EventHandler, type Outcome, type RunEventHandler } from '../consume/outcome.ts';
import { BusContext } from './bus-context.ts';
import type { BusExtras } from './extras.ts';

/** Handlers of one group by topic: one subscription. */
export interface ConsumerGroup extends Pick<BusExtras, 'group' | 'mode'> {
  handlers: Map<string, { handler: MessageHandler; batch: boolean }>;
}

/** Deployments of one service are consumers of their own: the name goes before that of each group. */
export const groupOf = (deployment: string | undefined, group: string): string =>
  deployment ? `${deployment}.${group}` : group;

/** Adds a handler to its group. @throws Error when it contradicts another of the group */
export const addToGroup = (
  groups: Map<string, ConsumerGroup>,
  topic: string,
  { group, mode, batch = false }: BusExtras,
  handler: MessageHandler,
): void => {
  const known: ConsumerGroup = groups.get(group) ?? { group, mode, handlers: new Map() };
  if (known.mode !== mode) throw new Error(`the group ${group} is both ${known.mode} and ${mode}`);
  if (known.handlers.has(topic)) throw new Error(`the group ${group} has two handlers of ${topic}`);
  known.handlers.set(topic, { handler, batch });
  groups.set(group, known);
};

/** Nest put an answer for a client in the place of the handler's error: the filter is missing. */
export class HandlerErrorMasked extends Error {}

const unmask = (error: unknown): unknown =>
  error instanceof Error
    ? error
    : new HandlerErrorMasked("connect the bus server with connectBus(), or a handler's errors are lost");

/** Calls a Nest handler; its error arrives as it was thrown. */
const call = async (handler: MessageHandler, data: unknown, context: BusContext): Promise<unknown> => {
  const answer: unknown = await handler(data, context);
  if (!isObservable(answer)) return answer;
  return lastValueFrom(answer, { defaultValue: undefined }).catch((error: unknown) => {
    throw unmask(error);
  });
};

const handlerFor = ({ handlers, group }: ConsumerGroup, topic: string) => {
  const known = handlers.get(topic);
  if (!known) throw new Error(`the group ${group} has no handler of ${topic}`);
  return known;
};

const outcomesOf = (answer: unknown, count: number): Outcome[] => {
  if (Array.isArray(answer) && answer.length === count) return answer.map(outcomeOf);
  throw new Error(`a batch handler answers an outcome for each of ${count} events`);
};

/** The group's Nest handlers as one handler. */
export const handlerOf =
  (group: ConsumerGroup): EventHandler =>
  async (message, signal) => {
    const { handler, batch } = handlerFor(group, message.topic);
    const context = new BusContext([message, signal]);
    const { data } = message.event;
    if (!batch) return outcomeOf(await call(handler, data, context));
    return outcomesOf(await call(handler, [data], context), 1)[0];
  };

/** The group's Nest handlers for runs of events; undefined: one of them takes one event at a time. */
export const runHandlerOf = (group: ConsumerGroup): RunEventHandler | undefined => {
  if (![...group.handlers.values()].every(({ batch }) => batch)) return undefined;
  return async (messages, signal) => {
    const [first] = messages;
    if (!first) return [];
    const { handler } = handlerFor(group, first.topic);
    const data = messages.map(({ event }) => event.data);
    return outcomesOf(await call(handler, data, new BusContext([first, signal])), messages.length);
  };
};
