import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../errors/problem-filter.ts';
import { problem } from '../errors/problem.ts';
import { noteMisses } from './limit-clients.ts';

/** Under which path a service has its operators' side. */
export const isOperators = (path: string): boolean => path.startsWith('/v1/admin/');

/** The header by which operators, and the hub at other services, show that they are some. */
export const operatorsHeader = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Answers the operators' side to those alone who show the token. The route decides, however its address is written. */
export const operatorsOnly = (fastify: FastifyInstance, token: string): void => {
  const { authorization: expected = '' } = operatorsHeader(token);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isOperators(request.routeOptions.url ?? '')) return done();
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), digest(expected))) return done();
    noteMisses(request);
    void reply.header('www-authenticate', 'Bearer');
    sendProblem(
      request,
      reply,
      problem(401, 'no_operator', 'This is for operators: show their token, Authorization: Bearer ….'),
    );
  });
};
