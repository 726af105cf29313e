import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

type WithLimit = { readonly largestBody?: number };

/** The largest body that one endpoint takes, in bytes. */
export const BodyLimit = (bytes: number): MethodDecorator => RouteConfig({ largestBody: bytes });

/** Makes `@BodyLimit` count. Before any route is registered. */
export const applyBodyLimits = (fastify: FastifyInstance): void => {
  fastify.addHook('onRoute', (route) => {
    const { largestBody } = (route.config ?? {}) as WithLimit;
    if (largestBody !== undefined) route.bodyLimit = largestBody;
  });
};
