import type { FastifyInstance } from 'fastify';

/** Which methods an address has: what tells "no such thing" from "not that way". */
export type KnownRoutes = { methodsAt(path: string): string[] };

const fits = (pattern: string, path: string): boolean => {
  const [parts, given] = [pattern.split('/'), path.split('/')];
  return (
    parts.length === given.length &&
    parts.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]))
  );
};

/** Notes every route from now on. */
export const noteRoutes = (fastify: FastifyInstance): KnownRoutes => {
  const known: { url: string; methods: string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => void known.push({ url, methods: [method].flat() }));
  return {
    methodsAt: (path) => {
      const methods = known.filter(({ url }) => fits(url, path)).flatMap((route) => route.methods);
      return [...new Set(methods)].sort();
    },
  };
};
