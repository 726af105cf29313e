import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { answerFrameworkError, problemOf } from '../errors/problem-filter.ts';
import { ProblemException } from '../errors/problem.ts';

type ErrorHandler = Parameters<FastifyAdapter['setErrorHandler']>[0];

/** Fastify whose own refusals (malformed JSON, too large a body) reach the filter before Nest forgets their code. */
export class ProblemAdapter extends FastifyAdapter {
  constructor(bodyLimit: number) {
    super({ bodyLimit, genReqId: () => randomUUID(), frameworkErrors: answerFrameworkError });
    this.getInstance().addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
  }

  override setErrorHandler(handler: ErrorHandler) {
    return super.setErrorHandler((error, request, reply) => {
      const known = problemOf(error);
      return handler.call(this.getInstance(), known ? new ProblemException(known) : error, request, reply);
    });
  }
}
