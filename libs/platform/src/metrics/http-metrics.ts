import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** Closed sets only: the pattern of a route, never an address; a class of status, not every number. */
const labelsOf = (request: FastifyRequest, reply: FastifyReply) => ({
  method: request.is404 ? 'other' : request.method,
  route: request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown'),
  status: `${Math.floor(reply.statusCode / 100)}xx`,
});

/** Serves `/metrics` for Prometheus, with the time of every request and what else is put into the registry. */
export const serveMetrics = (fastify: FastifyInstance, registry = new Registry()): void => {
  collectDefaultMetrics({ register: registry, prefix: 'huren_' });
  const seconds = new Histogram({
    name: 'huren_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    seconds.observe(labelsOf(request, reply), reply.elapsedTime / 1000);
    done();
  });
  fastify.get('/metrics', async (_request, reply) => {
    reply.header('content-type', registry.contentType);
    return registry.metrics();
  });
};
