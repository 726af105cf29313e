import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Logger, LoggerOptions } from 'pino';

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

/** JSON logs to standard output, without personal data. */
export const createLogger = (service: string, level: string): Logger => {
  const options: LoggerOptions = {
    level,
    base: { service },
    redact,
    serializers: {
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        message: error.message,
        code: error.code,
        stack: error.stack,
      }),
    },
  };
  return pino(options);
};

/** Nest's own messages through the same logger, a level lower: they are about wiring. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message: unknown) => logger.debug(String(message)),
  error: (message: unknown, ...rest: unknown[]) => logger.error({ rest }, String(message)),
  warn: (message: unknown) => logger.warn(String(message)),
  debug: (message: unknown) => logger.debug(String(message)),
  verbose: (message: unknown) => logger.trace(String(message)),
});
