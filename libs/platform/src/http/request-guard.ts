import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemException, problem } from '../errors/problem.ts';
import { refuseTextFaults } from './bodies.ts';

/** Where `@ApiConsumes` keeps what an endpoint takes. */
const CONSUMES = 'swagger/apiConsumes';

const USUAL = ['application/json'];

const mediaTypeOf = ({ headers }: FastifyRequest): string | undefined =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase();

const takenBy = (handler: object): string[] =>
  (Reflect.getMetadata(CONSUMES, handler) as string[] | undefined) ?? USUAL;

/**
 * Before any handler: the body is of a media type that the endpoint declares (`@ApiConsumes`; JSON where it
 * declares none), and path and query hold no text that cannot be kept.
 */
export class RequestGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseTextFaults(request.params);
    refuseTextFaults(request.query);
    const [type, taken] = [mediaTypeOf(request), takenBy(context.getHandler())];
    if (request.body === undefined || (type !== undefined && taken.includes(type))) return true;
    const detail = `This endpoint takes ${taken.join(' or ')}: say so in Content-Type.`;
    throw new ProblemException(problem(415, 'unsupported_media_type', detail));
  }
}
