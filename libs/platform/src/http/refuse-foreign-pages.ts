import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { sendProblem } from '../errors/problem-filter.ts';
import { problem } from '../errors/problem.ts';

const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

/** The host of `localhost:3000`, `[::1]:3000` or `127.0.0.1`, without its port and brackets. */
const nameOf = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();

const isOfThisMachine = (host: string): boolean => {
  const name = nameOf(host);
  return name === 'localhost' || name.endsWith('.localhost') || isLoopback(name);
};

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/** What a browser says, or a name shows, of a page from elsewhere that asks; undefined: nothing of the kind. */
const foreignness = (
  { headers, host, socket }: FastifyRequest,
  isBehindProxy: boolean,
): string | undefined => {
  const { origin } = headers;
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase()) return `a page of ${origin} asks`;
  if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate')
    return 'a page of another site asks';
  const isLocal = socket.localAddress !== undefined && isLoopback(socket.localAddress);
  return isLocal && !isBehindProxy && host !== '' && !isOfThisMachine(host)
    ? `${nameOf(host)} is no name of this machine's own address`
    : undefined;
};

/**
 * Refuses what a page from elsewhere makes a browser ask: by its `Origin` and `Sec-Fetch-Site`, and, on an address of the
 * machine itself, by a `Host` that was made to point to it (DNS rebinding). Programs send none of these.
 * @param isBehindProxy a proxy on this machine passes on the names by which it is asked
 */
export const refuseForeignPages = (fastify: FastifyInstance, isBehindProxy: boolean): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    const detail = foreignness(request, isBehindProxy);
    if (detail === undefined) return done();
    sendProblem(
      request,
      reply,
      problem(403, 'foreign_page', `${detail}: this service answers only its own.`),
    );
  });
};
