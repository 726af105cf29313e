import { canonicalPath, reader } from './access.ts';
import type { TimeUnit } from './date-time.ts';
import { plusTimeBy, strictOperator, toDateOfBirth, uvciFragment } from './operators.ts';
import type { StrictOperator } from './operators.ts';
import { Unknown, fault, merge, missing } from './unknown.ts';
import type { IsUnknownPath } from './unknown.ts';
import { truthOf } from './value.ts';
import type { Value } from './value.ts';

export type Evaluation = Value | Unknown;
export type Evaluator = (data: Value, isUnknown: IsUnknownPath) => Evaluation;

/**
 * Where a value goes into an operation (`exact`) nothing but the value will do. The answer of a rule may be
 * falsy in any way: a known-false operand settles an `and` whatever the unknown ones are. Where the truth
 * alone is asked for, branches that are both truthy, or both falsy, settle an `if` besides.
 */
type Context = 'truth' | 'answer' | 'exact';

/** Compiles a validated expression to a closure that never throws. */
export const compile = (expr: unknown, context: Context): Evaluator => {
  if (Array.isArray(expr)) return list(expr.map((item) => compile(item, 'exact')));
  if (typeof expr !== 'object' || expr === null) return () => expr as Value;
  const [operator, operands] = Object.entries(expr)[0] as [string, unknown];
  return operator === 'var'
    ? variable(operands as string)
    : operation(operator, operands as unknown[], context);
};

const variable = (written: string): Evaluator => {
  const path = canonicalPath(written);
  const read = reader(path);
  return (data, isUnknown) => (isUnknown(path) ? missing(path) : read(data));
};

const list = (items: readonly Evaluator[]): Evaluator => strict(items, (values) => values);

const operation = (operator: string, operands: readonly unknown[], context: Context): Evaluator => {
  const first = (inner: Context): Evaluator => compile(operands[0], inner);
  switch (operator) {
    case 'and':
      return and(
        operands.map((operand) => compile(operand, context)),
        context,
      );
    case 'if':
      return conditional(
        first('truth'),
        [compile(operands[1], context), compile(operands[2], context)],
        context === 'truth' ? truthInCommon : valueInCommon,
      );
    case '!':
      return not(first('truth'));
    case 'reduce':
      return reduce(first('exact'), compile(operands[1], 'exact'), compile(operands[2], 'exact'));
    case 'plusTime':
      return strict([first('exact')], plusTimeBy(operands[1] as number, operands[2] as TimeUnit));
    case 'extractFromUVCI':
      return strict([first('exact')], uvciFragment(operands[1] as number));
    case 'dccDateOfBirth':
      return strict([first('exact')], toDateOfBirth);
    default:
      return strict(
        operands.map((operand) => compile(operand, 'exact')),
        strictOperator(operator) as StrictOperator,
      );
  }
};

/** All operands from left to right; unknown as soon as one is, with what all of them lack. */
const strict = (operands: readonly Evaluator[], operator: StrictOperator): Evaluator => {
  return (data, isUnknown) => {
    const values: Value[] = [];
    const unknown: Unknown[] = [];
    for (const operand of operands) {
      const result = operand(data, isUnknown);
      if (result instanceof Unknown) unknown.push(result);
      else values.push(result);
    }
    const [first, ...rest] = unknown;
    return first ? merge(first, ...rest) : operator(values);
  };
};

const and = (operands: readonly Evaluator[], context: Context): Evaluator => {
  return (data, isUnknown) => {
    const unknown: Unknown[] = [];
    let last: Value = true;
    for (const operand of operands) {
      const result = checked(
        operand(data, isUnknown),
        'all operands of an "and" operation must be either truthy or falsy',
      );
      if (result instanceof Unknown) unknown.push(result);
      else if (truthOf(result)) last = result;
      else if (unknown.length === 0 || context !== 'exact') return result;
      else break;
    }
    const [first, ...rest] = unknown;
    return first ? merge(first, ...rest) : last;
  };
};

/** A result that is neither truthy nor falsy is a fault where its truth is asked for. */
const checked = (result: Evaluation, told: string): Evaluation =>
  result instanceof Unknown || truthOf(result) !== undefined ? result : fault(told);

const not = (operand: Evaluator): Evaluator => {
  return (data, isUnknown) => {
    const result = checked(
      operand(data, isUnknown),
      'operand of ! evaluates to something neither truthy, nor falsy',
    );
    return result instanceof Unknown ? result : !truthOf(result);
  };
};

const conditional = (
  guard: Evaluator,
  [then, otherwise]: readonly [Evaluator, Evaluator],
  inCommon: typeof valueInCommon,
): Evaluator => {
  return (data, isUnknown) => {
    const result = checked(
      guard(data, isUnknown),
      'if-guard evaluates to something neither truthy, nor falsy',
    );
    if (!(result instanceof Unknown)) return (truthOf(result) ? then : otherwise)(data, isUnknown);
    const branches = [then(data, isUnknown), otherwise(data, isUnknown)] as const;
    const unknown = branches.filter((branch) => branch instanceof Unknown);
    const common = unknown.length > 0 ? undefined : inCommon(branches as readonly [Value, Value]);
    return common === undefined ? merge(result, ...unknown) : common;
  };
};

/** What the branches of an unknown guard give alike; undefined where they do not. */
const valueInCommon = ([then, otherwise]: readonly [Value, Value]): Value | undefined =>
  then === otherwise ? then : undefined;

const truthInCommon = ([then, otherwise]: readonly [Value, Value]): boolean | undefined =>
  truthOf(then) === truthOf(otherwise) ? truthOf(then) : undefined;

const nothingUnknown: IsUnknownPath = () => false;

const reduce = (operand: Evaluator, lambda: Evaluator, initial: Evaluator): Evaluator => {
  return (data, isUnknown) => {
    const items = operand(data, isUnknown);
    if (items instanceof Unknown) return items;
    if (items !== null && !Array.isArray(items))
      return fault('operand of reduce evaluated to a non-null non-array');
    let accumulator = initial(data, isUnknown);
    for (const current of (items ?? []) as readonly Value[]) {
      if (accumulator instanceof Unknown) return accumulator;
      accumulator = lambda({ accumulator, current }, nothingUnknown);
    }
    return accumulator;
  };
};
