import { ContractViolation } from '@huren/events';
import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger, LoggerOptions } from 'pino';

/** Fields that may carry personal data, wherever they stand. None of them is ever written. */
export const REDACTED = [
  'document',
  'number',
  'name',
  'phone',
  'presented',
  'subject',
  'body',
  'address',
  'params',
  'parameters',
];

const redact = {
  paths: REDACTED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  remove: true,
};

const optionsOf = (service: string, level: string): LoggerOptions => ({
  level,
  base: { service },
  redact,
  serializers: {
    // Only these: an error of the database carries the statement and its values.
    err: (error: Error & { code?: string }) => ({
      type: error.name,
      code: error.code,
      ...(error instanceof ContractViolation
        ? { topic: error.topic, pointers: error.issues.map(({ pointer }) => pointer) }
        : { message: error.message, stack: error.stack }),
    }),
  },
});

/** JSON logs to a destination, without personal data. */
export const loggerTo = (destination: DestinationStream, service: string, level: string): Logger =>
  pino(optionsOf(service, level), destination);

/** JSON logs to standard output, without personal data. */
export const createLogger = (service: string, level: string): Logger => pino(optionsOf(service, level));

/** An address that cannot be listened on is told once, by who starts the service. */
const LISTEN = /\blisten E[A-Z]+\b/;

/** Nest's own messages through the same logger, a level lower: they are about wiring. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message: unknown) => logger.debug(String(message)),
  error: (message: unknown, ...rest: unknown[]) =>
    logger[LISTEN.test(String(message)) ? 'debug' : 'error']({ rest }, String(message)),
  warn: (message: unknown) => logger.warn(String(message)),
  debug: (message: unknown) => logger.debug(String(message)),
  verbose: (message: unknown) => logger.trace(String(message)),
});
