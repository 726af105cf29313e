import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { answerFrameworkError, problemOf } from '../errors/problem-filter.ts';
import { ProblemException } from '../errors/problem.ts';
import { takeBodies } from './bodies.ts';

type ErrorHandler = Parameters<FastifyAdapter['setErrorHandler']>[0];

/** Fastify whose own refusals (malformed JSON, too large a body) reach the filter before Nest forgets their code. */
export class ProblemAdapter extends FastifyAdapter {
  constructor(bodyLimit: number, trustedProxies?: string) {
    super({
      bodyLimit,
      genReqId: () => randomUUID(),
      frameworkErrors: answerFrameworkError,
      ...(trustedProxies ? { trustProxy: trustedProxies } : {}),
    });
    takeBodies(this.getInstance());
  }

  /** Nest's own would take forms, which any page on the web can send. */
  override registerParserMiddleware(): void {}

  override setErrorHandler(handler: ErrorHandler) {
    return super.setErrorHandler((error, request, reply) => {
      const known = problemOf(error);
      return handler.call(this.getInstance(), known ? new ProblemException(known) : error, request, reply);
    });
  }
}
