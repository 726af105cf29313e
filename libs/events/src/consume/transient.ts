/** Marks an error as one that may pass by itself. */
export class TransientError extends Error {
  readonly transient = true;
}

/** Serialisation failure, deadlock; connection exceptions; shutdown; too many connections; what took too long. */
const SQLSTATE = /^(40001|40P01|08...|57P0.|53300|57014|25P03)$/;

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** node-postgres reports a connection that broke under a query without a code. */
const BROKEN =
  /^Connection terminated|^Client has encountered a connection error|^Client was closed|^timeout exceeded when|^timeout expired$|^Query read timeout$/;

/** The server gave up a statement of ours: it works, and the statement takes too long for it. */
const TOO_LONG = '57014';

const field = (error: object, name: string): unknown => (error as Record<string, unknown>)[name];

/** Whether the same work may succeed when done again. Looks at causes and at TypeORM's `driverError`. */
export const isTransient = (error: unknown): boolean => {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    const code = field(at, 'code');
    if (field(at, 'transient') === true) return true;
    if (typeof code === 'string' && (SQLSTATE.test(code) || NETWORK.has(code))) return true;
    if (at instanceof Error && BROKEN.test(at.message)) return true;
    at = field(at, 'driverError') ?? field(at, 'cause');
  }
  return false;
};

/** Whether the server itself gave up what took too long. Once may be its load; again and again it is the work. */
export const isTooLong = (error: unknown): boolean => {
  const driverError = typeof error === 'object' && error !== null ? field(error, 'driverError') : undefined;
  return [error, driverError].some(
    (one) => typeof one === 'object' && one !== null && field(one, 'code') === TOO_LONG,
  );
};
