import { Controller, Injectable, Module, UseInterceptors, type NestInterceptor } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import type { INestApplication, Type } from '@nestjs/common';
import type { Outcome } from '../consume/outcome.ts';
import type { Bus, SubscribeOptions } from '../port/bus.ts';
import type { Message } from '../port/event.ts';
import { stateEvent, testContracts } from '../testing/topics.ts';
import { BusContext } from './bus-context.ts';
import { BusServer } from './bus-server.ts';
import { connectBus } from './connect-bus.ts';
import { Consumes } from './consumes.ts';

const [one, two] = ['test.nest.state.v1', 'test.nest2.state.v1'];

class NoVehicle extends Error {
  readonly code = 'no_vehicle';
}

@Injectable()
class PassThrough implements NestInterceptor {
  intercept(_: unknown, next: { handle(): ReturnType<NestInterceptor['intercept']> }) {
    return next.handle();
  }
}

const calls: { data: unknown; context: BusContext }[] = [];

@Controller()
class Handlers {
  @Consumes(one, { group: 'g', mode: 'shared' })
  async plain(@Payload() data: unknown, @Ctx() context: BusContext): Promise<'stale'> {
    calls.push({ data, context });
    if (context.event.key === 'bad') throw new NoVehicle('not found');
    return 'stale';
  }

  @UseInterceptors(PassThrough)
  @Consumes(two, { group: 'g', mode: 'shared' })
  intercepted(@Payload() data: unknown, @Ctx() context: BusContext): Promise<'stale'> {
    return this.plain(data, context);
  }

  @Consumes(one, { group: 'r', mode: 'replica' })
  async replica(): Promise<void> {}
}

@Controller()
class Batch {
  @Consumes(one, { group: 'b', mode: 'shared', batch: true })
  async many(@Payload() data: { id: string }[]): Promise<Outcome[]> {
    batches.push(data.map(({ id }) => id));
    return data.map(({ id }) => (id === 'old' ? 'stale' : 'applied'));
  }
}

const batches: string[][] = [];

/** A bus that keeps its subscriptions and delivers when told. */
const fakeBus = () => {
  const subscribed = new Map<string, SubscribeOptions>();
  const unused = (): never => {
    throw new Error('not used');
  };
  const bus: Bus = {
    publish: unused,
    drifts: [],
    positions: unused,
    drain: unused,
    close: unused,
    subscribe: async (options) => {
      subscribed.set(options.group, options);
      const nothing = async (): Promise<void> => undefined;
      const state = { paused: false, caughtUp: false, completeAt: null, expired: 0 };
      const { group, mode } = options;
      return {
        group,
        mode,
        ...state,
        pause: nothing,
        resume: unused,
        lag: unused,
        drain: nothing,
        stop: nothing,
      };
    },
  };
  const deliver = (group: string, topic: string, key: string) => {
    const message: Message = {
      event: stateEvent(topic, key, 1),
      topic,
      partition: 0,
      offset: 3,
      attempts: 1,
    };
    return subscribed.get(group)!.handler(message, new AbortController().signal);
  };
  return { bus, subscribed, deliver };
};

const start = async (controller: Type, connect = connectBus, deployment?: string) => {
  const { bus, subscribed, deliver } = fakeBus();
  const errors: unknown[] = [];
  const server = new BusServer({
    bus,
    deployment,
    contracts: testContracts,
    // Answers every statement with one row: letters are taken, there is nothing to supersede.
    transactions: { run: async (work) => work({ query: async () => [letterRow] as never[] }) },
    onOutcome: (_, __, error) => error && errors.push(error),
  });
  @Module({ controllers: [controller] })
  class App {}
  const testing = await Test.createTestingModule({ imports: [App] }).compile();
  const app = testing.createNestApplication(new FastifyAdapter(), { logger: false });
  connect(app as unknown as INestApplication, server);
  await app.init();
  await app.startAllMicroservices();
  return { app, server, errors, subscribed, deliver };
};

const letterRow = {
  id: 'l',
  topic: one,
  partition: 0,
  offset: '3',
  key: 'bad',
  consumer: 'g',
  state: 'failed',
  event: stateEvent(one, 'bad', 1),
  error: null,
  attempts: 1,
  at: new Date(0),
  seq: '1',
};

describe('handlers under Nest', () => {
  it('receive data and context; their answer is the outcome', async () => {
    const { app, server, deliver } = await start(Handlers);
    await deliver('g', one, 'a');
    await deliver('g', two, 'b');
    const [last] = calls.splice(0).reverse();
    expect(last?.data).toEqual({ id: 'b', version: 1, value: 'v1' });
    expect(last?.context).toBeInstanceOf(BusContext);
    expect(last?.context.message).toMatchObject({ topic: two, partition: 0, offset: 3 });
    expect(server.deliveries.get('g')?.counts).toMatchObject({ [one]: { stale: 1 }, [two]: { stale: 1 } });
    await app.close();
  });

  it.each([one, two])('reach the policy with the very error that the handler of %s threw', async (topic) => {
    const { app, deliver, errors } = await start(Handlers);
    await deliver('g', topic, 'bad');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(NoVehicle);
    expect(errors[0]).toMatchObject({ code: 'no_vehicle', message: 'not found' });
    await app.close();
  });

  it('are told when Nest is left to replace their errors', async () => {
    const { app, deliver, errors } = await start(Handlers, (host, server) =>
      host.connectMicroservice({ strategy: server }),
    );
    await deliver('g', one, 'bad');
    expect(String(errors[0])).toContain('connect the bus server with connectBus()');
    await app.close();
  });

  it('take several events at once where they say so, also when only one came', async () => {
    const { app, server, subscribed, deliver } = await start(Batch);
    await deliver('b', one, 'a');
    const run = ['c', 'old'].map((key, offset): Message => {
      const event = stateEvent(one, key, 1);
      return { event, topic: one, partition: 0, offset, attempts: 1 };
    });
    expect(await subscribed.get('b')?.together?.(run, new AbortController().signal)).toBe(true);
    expect(batches).toEqual([['a'], ['c', 'old']]);
    expect(server.deliveries.get('b')?.counts).toMatchObject({ [one]: { applied: 2, stale: 1 } });
    await app.close();
  });

  it('share one subscription a group', async () => {
    const { app, server, subscribed } = await start(Handlers);
    expect([...subscribed.values()].map(({ topics, mode }) => [topics, mode])).toEqual([
      [[one, two], 'shared'],
      [[one], 'replica'],
    ]);
    expect(server.caughtUp).toBe(false);
    expect(server.subscriptionOf('r')?.mode).toBe('replica');
    await server.drain(100);
    await app.close();
    expect(server.subscriptionOf('r')).toBeUndefined();
  });

  it('are consumers of their own in each deployment of a service', async () => {
    const { app, server, subscribed } = await start(Handlers, connectBus, 'a');
    expect([...subscribed.keys()]).toEqual(['a.g', 'a.r']);
    expect(server.subscriptionOf('g')?.group).toBe('a.g');
    await app.close();
  });

  it('must say who they are', async () => {
    @Controller()
    class NoGroup {
      @EventPattern<string>(one)
      async handle(): Promise<void> {}
    }
    @Controller()
    class Request {
      @MessagePattern(one)
      async handle(): Promise<void> {}
    }
    @Controller()
    class Twice {
      @Consumes(one, { group: 'g', mode: 'shared' })
      async a(): Promise<void> {}
      @Consumes(one, { group: 'g', mode: 'shared' })
      async b(): Promise<void> {}
    }
    @Controller()
    class NoMode {
      @EventPattern<string>(one, { group: 'g' })
      async handle(): Promise<void> {}
    }
    await expect(start(NoGroup)).rejects.toThrow('names no group');
    await expect(start(NoMode)).rejects.toThrow("neither 'shared' nor 'replica'");
    await expect(start(Request)).rejects.toThrow('carries events, not requests');
    await expect(start(Twice)).rejects.toThrow('has two handlers');
  });
});
