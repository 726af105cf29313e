/**
 * Numbers with which a rule compares an age, or `any` where it does more with it than compare: then every
 * whole day or hour may change what the rule says.
 */
export type Thresholds = ReadonlySet<number> | 'any';

const COMPARISONS = ['<', '>', '<=', '>=', '==='];

const variableOf = (expr: unknown): string | undefined =>
  typeof expr === 'object' && expr !== null && 'var' in expr ? (expr.var as string) : undefined;

const isAge = (path: string): boolean => path.endsWith('.days') || path.endsWith('.hours');

/** The age and the numbers of a comparison of one age with nothing but integers. */
const comparison = (operator: string, operands: unknown): readonly [string, number[]] | undefined => {
  if (!COMPARISONS.includes(operator) || !Array.isArray(operands)) return undefined;
  const numbers = operands.filter((operand) => typeof operand === 'number');
  const paths = operands.flatMap((operand) => variableOf(operand) ?? []);
  const [path] = paths;
  const isPlain = paths.length === 1 && numbers.length === operands.length - 1;
  return path !== undefined && isPlain && isAge(path) ? [path, numbers] : undefined;
};

const gather = (expr: unknown, into: Map<string, Set<number> | 'any'>): void => {
  if (Array.isArray(expr)) return expr.forEach((item) => gather(item, into));
  if (typeof expr !== 'object' || expr === null) return;
  const variable = variableOf(expr);
  if (variable !== undefined) {
    if (isAge(variable)) into.set(variable, 'any');
    return;
  }
  for (const [operator, operands] of Object.entries(expr)) {
    const plain = comparison(operator, operands);
    if (!plain) gather(operands, into);
    else if (into.get(plain[0]) !== 'any') {
      into.set(plain[0], new Set([...(into.get(plain[0]) ?? []), ...plain[1]] as number[]));
    }
  }
};

/** For each age that a validated expression reads (`facts.contact.close.days`), where it matters. */
export const thresholdsOf = (expression: unknown): ReadonlyMap<string, Thresholds> => {
  const thresholds = new Map<string, Set<number> | 'any'>();
  gather(expression, thresholds);
  return thresholds;
};
