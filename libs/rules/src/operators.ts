import { dateOfBirth, plusTime } from './date-time.ts';
import type { TimeUnit } from './date-time.ts';
import { fault } from './unknown.ts';
import type { Unknown } from './unknown.ts';
import { isInteger } from './value.ts';
import type { Value } from './value.ts';

/** An operation on operands that are all known. */
export type StrictOperator = (operands: readonly Value[]) => Value | Unknown;

type Order = (left: number | Date, right: number | Date) => boolean;

const orders = {
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
} satisfies Record<string, Order>;

const isDate = (value: Value): value is Date => value instanceof Date;

const compareAll =
  <T extends number | Date>(
    fits: (value: Value) => value is T & Value,
    order: Order,
    told: string,
  ): StrictOperator =>
  (operands) => {
    if (!operands.every(fits)) return fault(told);
    return operands.every((value, at) => at === 0 || order(operands[at - 1] as T, value as T));
  };

const compareNumbers = (order: Order) =>
  compareAll(
    isInteger as (value: Value) => value is number,
    order,
    'all operands of a comparison operation must be of integer type',
  );

const compareDates = (order: Order) =>
  compareAll(isDate, order, 'all operands of a date-time comparison must be date-times');

const add: StrictOperator = ([left, right]) =>
  isInteger(left) && isInteger(right)
    ? left + right
    : fault('operands of this operation must both be integers');

const isIn: StrictOperator = ([item, list]) =>
  Array.isArray(list) ? list.includes(item) : fault('right-hand side of an "in" operation must be an array');

const strictOperators: ReadonlyMap<string, StrictOperator> = new Map([
  ['===', ([left, right]) => left === right],
  ['in', isIn],
  ['+', add],
  ['<', compareNumbers(orders['<'])],
  ['>', compareNumbers(orders['>'])],
  ['<=', compareNumbers(orders['<='])],
  ['>=', compareNumbers(orders['>='])],
  ['before', compareDates(orders['<'])],
  ['after', compareDates(orders['>'])],
  ['not-after', compareDates(orders['<='])],
  ['not-before', compareDates(orders['>='])],
] as [string, StrictOperator][]);

export const strictOperator = (operator: string): StrictOperator | undefined => strictOperators.get(operator);

/** `plusTime` by a literal amount of a literal unit. */
export const plusTimeBy =
  (amount: number, unit: TimeUnit): StrictOperator =>
  ([date]) => {
    if (typeof date !== 'string') return fault('date argument (#1) of "plusTime" must be a string');
    return plusTime(date, amount, unit) ?? fault('not an allowed date or date-time format');
  };

export const toDateOfBirth: StrictOperator = ([date]) => {
  if (typeof date !== 'string') return fault('operand of "dccDateOfBirth" must be a string');
  return dateOfBirth(date) ?? fault('not an allowed date of birth');
};

const UVCI_PREFIX = 'URN:UVCI:';

/** The fragment of a certificate identifier at a literal place, or null where it has none. */
export const uvciFragment =
  (index: number): StrictOperator =>
  ([uvci]) => {
    if (uvci === null) return null;
    if (typeof uvci !== 'string') {
      return fault('"UVCI" argument (#1) of "extractFromUVCI" must be either a string or null');
    }
    const text = uvci.startsWith(UVCI_PREFIX) ? uvci.slice(UVCI_PREFIX.length) : uvci;
    return text.split(/[/#:]/)[index] ?? null;
  };
