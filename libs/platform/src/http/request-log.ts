import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

/** Asked by machines, every few seconds. */
export const PROBES = /^\/(health|metrics)/;

const CANARIES = /^\/v1\/admin\/canaries/;

/** One line a request: method, route pattern (never the path itself), status and time. */
export const logRequests = (app: NestFastifyApplication, logger: Logger): void => {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      const level = PROBES.test(route) || CANARIES.test(route) ? 'debug' : 'info';
      logger[level](
        {
          request: request.id,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'request',
      );
      done();
    });
};
