import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { sendProblem } from '../errors/problem-filter.ts';
import { ProblemException, problem } from '../errors/problem.ts';
import type { RateLimits } from '../shared-state/rate-limits.ts';
import { PROBES } from './request-log.ts';

/** What a look-up that finds nothing costs beside its request: trying numbers means missing often. */
const MISS = 99;

/** So long, at most, after its budget is whole again a client is asked to come back. */
const SPREAD_MS = 10_000;

/** `Retry-After`, in seconds, spread so that refused clients don't come back all at once. `chance`: from 0 to 1. */
export const retryAfter = (waitMs: number, chance: number): string =>
  String(Math.ceil((waitMs + chance * SPREAD_MS) / 1000));

/** The refusal of a request whose budget is spent for so many ms. */
export const tooManyRequests = (waitMs: number, whose: string): ProblemException => {
  const detail = `${whose} is spent: come back after Retry-After, in seconds.`;
  const headers = { 'retry-after': retryAfter(waitMs, Math.random()) };
  return new ProblemException(problem(429, 'rate_limited', detail), headers);
};

/** Who asks: an address, or the network of one household or office where addresses are plenty (IPv6, /64). */
export const clientOf = (address: string): string => {
  if (!ipaddr.isValid(address)) return address;
  const client = ipaddr.process(address);
  if (client.kind() === 'ipv4') return client.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${client.toString()}/64`).toString()}/64`;
};

const misses = new WeakMap<FastifyRequest, number>();

/** Notes that a request looked for things that are not there; a 404 is one such without being noted. */
export const noteMisses = (request: FastifyRequest, count = 1): void => void misses.set(request, count);

/** Refuses clients that have spent their budget, before anything of a request is read. Probes are free. */
export const limitClients = (fastify: FastifyInstance, limits: RateLimits): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (PROBES.test(request.url)) return done();
    const wait = limits.take('client', clientOf(request.ip));
    if (wait === 0) return done();
    const refusal = tooManyRequests(wait, "This client's budget of requests and failed look-ups");
    reply.headers(refusal.headers);
    sendProblem(request, reply, refusal.problem);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const missed = misses.get(request) ?? (reply.statusCode === 404 ? 1 : 0);
    if (missed > 0) limits.charge('client', clientOf(request.ip), missed * MISS);
    done();
  });
};
