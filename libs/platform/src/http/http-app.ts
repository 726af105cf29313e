import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { ProblemFilter } from '../errors/problem-filter.ts';
import { validationPipe } from '../errors/validation.ts';
import { nestLogger } from '../logging/logger.ts';
import { serveMetrics } from '../metrics/http-metrics.ts';
import type { RateLimits } from '../shared-state/rate-limits.ts';
import { applyBodyLimits } from './body-limit.ts';
import { limitClients } from './limit-clients.ts';
import { noteRoutes } from './known-routes.ts';
import { operatorsOnly } from './operators-only.ts';
import { serveOpenApi } from './openapi.ts';
import type { Described } from './openapi.ts';
import { ProblemAdapter } from './problem-adapter.ts';
import { RequestGuard } from './request-guard.ts';
import { refuseForeignPages } from './refuse-foreign-pages.ts';
import { logRequests } from './request-log.ts';

export type HttpAppOptions = Described & {
  readonly logger: Logger;
  /** Keys what is kept of the bodies of writes, to know them again. The same for all processes of a deployment. */
  readonly digestKey: Uint8Array;
  /** Largest body, in bytes. A batch of 10,000 is the largest thing that is sent. */
  readonly bodyLimit?: number;
  /** Figures of the service's own, served with those of every service. */
  readonly metrics?: Registry;
  /** What clients may ask; absent: as much as they like. */
  readonly limits?: RateLimits | undefined;
  /** Whose word on a client's address is taken, by commas. */
  readonly trustedProxies?: string | undefined;
  /** What operators show; absent: whoever reaches the service is one. */
  readonly operatorsToken?: string | undefined;
};

const BODY_LIMIT = 16 * 1024 * 1024;

/** A service over HTTP: `/v1`, problem documents, OpenAPI at `/docs`, `/metrics`. Not yet listening. */
export const createHttpApp = async (
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> => {
  const adapter = new ProblemAdapter(options.bodyLimit ?? BODY_LIMIT, options.trustedProxies);
  const fastify = adapter.getInstance();
  fastify.decorate('digestKey', options.digestKey);
  applyBodyLimits(fastify);
  const routes = noteRoutes(fastify);
  serveMetrics(fastify, options.metrics);
  refuseForeignPages(fastify, options.trustedProxies !== undefined);
  if (options.limits) limitClients(fastify, options.limits);
  if (options.operatorsToken !== undefined) operatorsOnly(fastify, options.operatorsToken);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLogger(options.logger),
    abortOnError: false,
  });
  app.setGlobalPrefix('v1', { exclude: ['health/live', 'health/ready', 'health/work'] });
  app.useGlobalGuards(new RequestGuard());
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(options.logger, routes));
  logRequests(app, options.logger);
  serveOpenApi(app, options);
  return app;
};
