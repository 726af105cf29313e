import { expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '../hub-context.ts';
import { SimulationsController } from './simulations.controller.ts';
import { MOST_SIMULATIONS, Simulations } from './simulations.ts';

const body = { draft: { levels: [] }, window: { from: '2020-03-16', to: '2020-03-17' } };
const request = {
  ...{ headers: {}, method: 'POST', url: '/v1/simulations', body },
  server: { digestKey: new Uint8Array(32) },
} as unknown as FastifyRequest;
const reply = { status: () => undefined } as unknown as FastifyReply;

it('a simulation is refused where too many are under way, with a time to come back, and nothing is kept of it', async () => {
  const kept: unknown[] = [];
  const running = Promise.withResolvers<never[]>();
  const sql = { query: () => running.promise };
  const tx = { query: (text: string) => Promise.resolve(kept.push(text)).then(() => []) };
  const transactions = { run: (work: (given: typeof tx) => unknown) => work(tx) };
  const context = {
    database: { sql, url: '', transactions },
    clock: { now: () => new Date() },
  } as unknown as HubContext;
  const simulations = new Simulations(context);
  const begin = () => new SimulationsController(context, simulations).begin(body as never, request, reply);
  for (let begun = 0; begun < MOST_SIMULATIONS; begun += 1) await begin();
  expect(kept).toHaveLength(MOST_SIMULATIONS);
  const busy = { problem: { status: 503, code: 'busy' }, headers: { 'retry-after': expect.any(String) } };
  await expect(begin()).rejects.toMatchObject(busy);
  expect(kept).toHaveLength(MOST_SIMULATIONS);
  running.resolve([]);
  await simulations.onModuleDestroy();
  await begin();
  expect(kept).toHaveLength(MOST_SIMULATIONS + 1);
});
