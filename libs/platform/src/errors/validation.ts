import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { ProblemException, problem } from './problem.ts';
import type { FieldProblem } from './problem.ts';

const reasonsOf = ({ constraints = {}, value }: ValidationError): string[] => {
  if ('whitelistValidation' in constraints) return ['is no field of this request'];
  const reasons = Object.values(constraints);
  return value === undefined && reasons.length > 0 ? ['is missing'] : reasons;
};

/** The faults of a body, each by the JSON pointer of its field. */
export const fieldProblems = (errors: readonly ValidationError[], parent = ''): FieldProblem[] =>
  errors.flatMap((error) => {
    const pointer = `${parent}/${error.property}`;
    return [
      ...reasonsOf(error).map((reason) => ({ pointer, reason })),
      ...fieldProblems(error.children ?? [], pointer),
    ];
  });

/** Refuses bodies that do not fit their class, unknown fields included, and names every field. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false },
    exceptionFactory: (errors) =>
      new ProblemException(
        problem(400, 'invalid_request', 'The request has fields that do not fit.', fieldProblems(errors)),
      ),
  });
