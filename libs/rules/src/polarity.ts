import { readsOf } from './reads.ts';

/** Whether a rule can come to hold, or cease to, as the value at a path rises. */
export type Polarity = { readonly positive: boolean; readonly negative: boolean };

type Sign = 1 | -1 | 0;
type Entry = readonly [path: string, sign: Sign];

const flip = (entries: readonly Entry[]): Entry[] => entries.map(([path, sign]) => [path, -sign as Sign]);

/** Reads of which nothing can be proved. */
const mixed = (expr: unknown): Entry[] => readsOf(expr).map((path) => [path, 0]);

const operationOf = (expr: unknown): [string, readonly unknown[] | string] | undefined =>
  typeof expr === 'object' && expr !== null && !Array.isArray(expr)
    ? (Object.entries(expr)[0] as [string, readonly unknown[] | string])
    : undefined;

/** How the number that an expression gives moves with what it reads. */
const ofNumber = (expr: unknown): Entry[] => {
  const [operator, operands] = operationOf(expr) ?? [];
  if (operator === 'var') return [[operands as string, 1]];
  if (operator === '+') return (operands as unknown[]).flatMap(ofNumber);
  return mixed(expr);
};

const ofComparison = (operator: string, [left, right, third]: readonly unknown[]): Entry[] => {
  const rising = operator.startsWith('<')
    ? [flip(ofNumber(left)), ofNumber(right)]
    : [ofNumber(left), flip(ofNumber(right))];
  if (third === undefined) return rising.flat();
  return [...ofComparison(operator, [left, right]), ...ofComparison(operator, [right, third])];
};

/** An `if` or an `and` may give what is falsy without being false, which is then not equal to it. */
const ofNegation = (expr: unknown): Entry[] =>
  ['if', 'and'].includes(operationOf(expr)?.[0] ?? '') ? mixed(expr) : flip(ofTruth(expr));

const ofEquality = ([left, right]: readonly unknown[]): Entry[] => {
  if (typeof right === 'boolean') return right ? ofTruth(left) : ofNegation(left);
  if (typeof left === 'boolean') return ofEquality([right, left]);
  return mixed([left, right]);
};

/** A conditional that is an `or` or an `and` moves with its guard; any other may move either way. */
const ofConditional = ([guard, then, otherwise]: readonly unknown[]): Entry[] => {
  const branches = [...ofTruth(then), ...ofTruth(otherwise)];
  if (then === true || otherwise === false) return [...ofTruth(guard), ...branches];
  if (then === false || otherwise === true) return [...flip(ofTruth(guard)), ...branches];
  return [...mixed(guard), ...branches];
};

/** How the truth of an expression moves with what it reads. */
const ofTruth = (expr: unknown): Entry[] => {
  const [operator, operands] = operationOf(expr) ?? [];
  switch (operator) {
    case 'var':
      return [[operands as string, 1]];
    case 'and':
      return (operands as unknown[]).flatMap(ofTruth);
    case '!':
      return flip(ofTruth(operands?.[0]));
    case 'if':
      return ofConditional(operands as unknown[]);
    case '===':
      return ofEquality(operands as unknown[]);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ofComparison(operator, operands as unknown[]);
    default:
      return mixed(expr);
  }
};

/**
 * For each path that a validated expression reads, whether its truth can rise (`positive`) or fall
 * (`negative`) as the value there rises: false before true, smaller numbers before greater, none of them
 * negative. Both, where nothing can be proved.
 */
export const polarityOf = (expression: unknown): ReadonlyMap<string, Polarity> => {
  const polarities = new Map<string, Polarity>();
  for (const [path, sign] of ofTruth(expression)) {
    const known = polarities.get(path) ?? { positive: false, negative: false };
    polarities.set(path, { positive: known.positive || sign >= 0, negative: known.negative || sign <= 0 });
  }
  return polarities;
};
