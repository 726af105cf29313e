import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
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

const within = (property: string, children: ValidationError[]): ValidationError[] =>
  children.length > 0 ? [{ property, children }] : [];

const asObject = (property: string, value: unknown): ValidationError[] =>
  Array.isArray(value)
    ? [{ property, value, constraints: { nestedValidation: 'must be an object' } }]
    : within(property, listsIn(value));

type Nested = { readonly propertyName: string; readonly each: boolean };

const known = new Map<unknown, readonly Nested[]>();

/** The fields of a class that are objects of their own, looked up once. */
const nestedOf = (type: new () => object): readonly Nested[] => {
  const found =
    known.get(type) ??
    getMetadataStorage()
      .getTargetValidationMetadatas(type, '', false, false)
      .filter((metadata) => metadata.type === 'nestedValidation');
  known.set(type, found);
  return found;
};

/** Lists in the place of objects: the validator looks into them, and says nothing of themselves. */
const listsIn = (body: unknown): ValidationError[] => {
  if (typeof body !== 'object' || body === null) return [];
  return nestedOf(body.constructor as new () => object).flatMap(({ propertyName, each }) => {
    const value: unknown = (body as Record<string, unknown>)[propertyName];
    return each && Array.isArray(value)
      ? within(
          propertyName,
          value.flatMap((one, at) => asObject(String(at), one)),
        )
      : asObject(propertyName, value);
  });
};

/** Each pointer with its reasons, by whomever they were found. */
const eachOnce = (problems: readonly FieldProblem[]): FieldProblem[] => [
  ...new Map(problems.map((one) => [`${one.pointer} ${one.reason}`, one])).values(),
];

class BodyPipe extends ValidationPipe {
  protected override async validate(
    ...given: Parameters<ValidationPipe['validate']>
  ): Promise<ValidationError[]> {
    const errors = await super.validate(...given);
    return [...errors, ...listsIn(given[0])];
  }
}

/** Refuses bodies that do not fit their class, unknown fields included, and names every field. */
export const validationPipe = (): ValidationPipe =>
  new BodyPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false },
    exceptionFactory: (errors) =>
      new ProblemException(
        problem(
          400,
          'invalid_request',
          'The request has fields that do not fit.',
          eachOnce(fieldProblems(errors)),
        ),
      ),
  });
