import { ParseIntPipe } from '@nestjs/common';
import { ProblemException, problem } from '@huren/platform';

const NO_VERSION = [{ pointer: '/version', reason: 'is no whole number' }];

/** The version in an address. @throws ProblemException 400 for what is no number */
export const versionPipe = new ParseIntPipe({
  exceptionFactory: () =>
    new ProblemException(problem(400, 'invalid_request', 'The address names no version.', NO_VERSION)),
});
