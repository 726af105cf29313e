import { randomUUID } from 'node:crypto';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { StartError } from '../config/start-error.ts';
import { ProblemFilter } from '../errors/problem-filter.ts';
import { validationPipe } from '../errors/validation.ts';
import { nestLogger } from '../logging/logger.ts';
import { logRequests } from './request-log.ts';

export type HttpAppOptions = {
  readonly title: string;
  readonly description: string;
  readonly logger: Logger;
  /** Largest body, in bytes. A batch of 10,000 is the largest thing that is sent. */
  readonly bodyLimit?: number;
};

const BODY_LIMIT = 16 * 1024 * 1024;

/** A service over HTTP: `/v1`, problem documents, OpenAPI at `/docs`. Not yet listening. */
export const createHttpApp = async (
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    genReqId: () => randomUUID(),
  });
  adapter
    .getInstance()
    .addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLogger(options.logger),
    abortOnError: false,
  });
  app.setGlobalPrefix('v1', { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(options.logger));
  logRequests(app, options.logger);
  SwaggerModule.setup('docs', app, () => openApiOf(app, options), { jsonDocumentUrl: 'docs-json' });
  return app;
};

/** The OpenAPI document of a service. */
export const openApiOf = (
  app: NestFastifyApplication,
  { title, description }: Pick<HttpAppOptions, 'title' | 'description'>,
): OpenAPIObject =>
  SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle(title)
      .setDescription(description)
      .setVersion('1')
      .setOpenAPIVersion('3.1.0')
      .build(),
  );

export type ListenOptions = { readonly host: string; readonly port: number; readonly variable: string };

/** Listens, and answers the URL. @throws StartError that names the variable when the port is in use */
export const listen = async (
  app: NestFastifyApplication,
  { host, port, variable }: ListenOptions,
): Promise<string> => {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? `port ${port} is in use` : message;
    throw new StartError(`Cannot listen on ${host}:${port}: ${why}. Set ${variable} to another port.`);
  }
  return (await app.getUrl()).replace('[::1]', 'localhost');
};
