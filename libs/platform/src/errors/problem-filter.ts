import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { KnownRoutes } from '../http/known-routes.ts';
import { ProblemException, problem } from './problem.ts';
import type { Problem } from './problem.ts';

type FastifyFault = { readonly code?: string; readonly statusCode?: number; readonly message?: string };

const byFastifyCode: Record<string, Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problem(413, 'body_too_large', 'The body is larger than this endpoint takes.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem(
    415,
    'unsupported_media_type',
    'The Content-Type of the body is missing or not taken: send application/json.',
  ),
  FST_ERR_CTP_INVALID_JSON_BODY: problem(400, 'malformed_json', 'The body is not JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: problem(400, 'malformed_json', 'The body is empty.'),
};

const byStatus = (status: number): Problem => {
  if (status === 404) return problem(404, 'not_found', 'There is nothing at this address.');
  if (status === 400) return problem(400, 'invalid_request');
  return problem(status, status === 503 ? 'unavailable' : 'invalid_request');
};

/** The problem document of an error, or undefined for a fault of ours. */
export const problemOf = (error: unknown): Problem | undefined => {
  if (error instanceof ProblemException) return error.problem;
  const fault = (error ?? {}) as FastifyFault;
  const known = fault.code ? byFastifyCode[fault.code] : undefined;
  if (known) return known;
  if (error instanceof SyntaxError && fault.statusCode === 400)
    return byFastifyCode['FST_ERR_CTP_INVALID_JSON_BODY'];
  if (error instanceof HttpException) return byStatus(error.getStatus());
  return fault.statusCode && fault.statusCode < 500 ? byStatus(fault.statusCode) : undefined;
};

/** Sends a problem document. `instance` names the request, as the log does. */
export const sendProblem = (request: FastifyRequest, reply: FastifyReply, answer: Problem): void =>
  void reply
    .status(answer.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...answer, instance: `urn:huren:request:${request.id}` }));

/** What Fastify refuses before there is a route: an address that is no URL. */
export const answerFrameworkError = (error: unknown, request: unknown, reply: unknown): void =>
  sendProblem(
    request as FastifyRequest,
    reply as FastifyReply,
    problem(400, 'invalid_request', 'The address is no URL.'),
  );

const fault = problem(500, 'internal', 'The request could not be handled; it may be sent again.');

/** The one place where errors become HTTP. A fault is logged, and answered without what it says. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger: Logger;
  private readonly routes: KnownRoutes;

  constructor(logger: Logger, routes: KnownRoutes) {
    this.logger = logger;
    this.routes = routes;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const known = problemOf(error);
    if (error instanceof ProblemException) reply.headers(error.headers);
    if (!known) this.logger.error({ err: error, request: request.id }, 'fault');
    const answer = request.is404 ? this.notThatWay(request, reply) : known;
    sendProblem(request, reply, answer ?? known ?? fault);
  }

  /** The address is there, the method is not. */
  private notThatWay(request: FastifyRequest, reply: FastifyReply): Problem | undefined {
    const methods = this.routes.methodsAt(request.url.split('?')[0] ?? '');
    if (methods.length === 0) return undefined;
    reply.header('allow', methods.join(', '));
    return problem(405, 'method_not_allowed', `This address takes ${methods.join(', ')}.`);
  }
}
