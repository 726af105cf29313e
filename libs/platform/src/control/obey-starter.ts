import type { DomainClock } from '../clock/clock.ts';
import type { Service } from '../service/service.ts';
import type { Answered, Asked, Order, Orders } from './orders.ts';

/** What is controlled of a service. */
export type Controlled = {
  readonly service: Pick<Service, 'bus' | 'relay'>;
  readonly clock: Pick<DomainClock, 'moveTo'>;
  readonly tick: () => Promise<void>;
};

type Handlers = { readonly [O in Order]: (ask: Orders[O]['ask']) => Promise<Orders[O]['answer']> };

const handlersOf = ({ service, clock, tick }: Controlled): Handlers => ({
  clock: async ({ moment, asOf }) => {
    await clock.moveTo(new Date(Date.parse(moment) + Date.now() - asOf));
    return null;
  },
  relay: async ({ withinMs }) => {
    await service.relay.drain(withinMs);
    return service.relay.published;
  },
  bus: async ({ withinMs }) => {
    await service.bus.drain(withinMs);
    return null;
  },
  tick: async () => {
    await tick();
    return null;
  },
});

/** Does an order; a fault is an answer, too. */
export const carryOut = async (controlled: Controlled, { id, order, ask }: Asked): Promise<Answered> => {
  try {
    const handle = handlersOf(controlled)[order] as (ask: unknown) => Promise<unknown>;
    return { id, answer: await handle(ask) };
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : String(error) };
  }
};

/** Obeys the process that started this one, over the channel that nobody else has. */
export const obeyStarter = (controlled: Controlled): void => {
  process.on('message', (asked) => {
    void carryOut(controlled, asked as Asked).then((answered) => process.send?.(answered));
  });
};
