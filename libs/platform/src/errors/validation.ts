import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { ProblemException, problem } from './problem.ts';
import type { FieldProblem } from './problem.ts';

/** The field is named by its pointer. */
const withoutName = (reason: string, name: string): string =>
  reason.startsWith(`${name} `) ? reason.slice(name.length + 1) : reason.replace(`in ${name} `, '');

/** Why a field does not fit, each reason once and without the field's name. */
export const reasonsOf = ({ constraints = {}, value, property }: ValidationError): string[] => {
  if ('whitelistValidation' in constraints) return ['is no field of this request'];
  const { nestedValidation, ...others } = constraints;
  const reasons = Object.values(others);
  const all = reasons.length === 0 && nestedValidation ? ['must be an object'] : reasons;
  return value === undefined && all.length > 0
    ? ['is missing']
    : all.map((reason) => withoutName(reason, property));
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
