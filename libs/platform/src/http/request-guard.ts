import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/internal';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { ProblemException, pointerTo, problem, refuse } from '../errors/problem.ts';
import { refuseTextFaults } from './bodies.ts';

/** Where `@ApiConsumes` keeps what an endpoint takes. */
const CONSUMES = 'swagger/apiConsumes';

const USUAL = ['application/json'];

const mediaTypeOf = ({ headers }: FastifyRequest): string | undefined =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase();

const takenBy = (handler: object): string[] =>
  (Reflect.getMetadata(CONSUMES, handler) as string[] | undefined) ?? USUAL;

const QUERY = `${RouteParamtypes.QUERY}:`;

/** Whether an endpoint has parameters in its query; those are checked by their class. */
const takesQuery = (endpoint: object, handler: string): boolean => {
  const taken = (Reflect.getMetadata(ROUTE_ARGS_METADATA, endpoint, handler) ?? {}) as object;
  return Object.keys(taken).some((argument) => argument.startsWith(QUERY));
};

const refuseUnknownParameters = (query: unknown): void => {
  const errors = Object.keys(query as object).map((name) => ({
    pointer: pointerTo(`/${name}`),
    reason: 'is no parameter of this request',
  }));
  if (errors.length === 0) return;
  throw new ProblemException(problem(400, 'invalid_request', 'This endpoint takes no query.', errors));
};

const isObject = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/**
 * Before any handler: the body is of a media type that the endpoint declares (`@ApiConsumes`; JSON where it
 * declares none) and, as JSON, an object; path and query hold no text that cannot be kept, and the query nothing that is not asked for.
 */
export class RequestGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseTextFaults(request.params);
    refuseTextFaults(request.query);
    if (!takesQuery(context.getClass(), context.getHandler().name)) refuseUnknownParameters(request.query);
    const [type, taken] = [mediaTypeOf(request), takenBy(context.getHandler())];
    if (request.body === undefined) return true;
    if (type === undefined || !taken.includes(type)) {
      const detail = `This endpoint takes ${taken.join(' or ')}: say so in Content-Type.`;
      throw new ProblemException(problem(415, 'unsupported_media_type', detail));
    }
    if (type === 'application/json' && !isObject(request.body))
      refuse(400, 'invalid_request', '', 'is no object');
    return true;
  }
}
