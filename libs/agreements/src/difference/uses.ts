/** How expressions use a path: the literals that they compare it with, and whether they do more than compare. */
export type Use = {
  readonly numbers: ReadonlySet<number>;
  readonly texts: ReadonlySet<string>;
  readonly opaque: boolean;
};

type Gathered = { numbers: Set<number>; texts: Set<string>; opaque: boolean };

const COMPARISONS = ['<', '>', '<=', '>=', '===', 'in'];

const variableOf = (expr: unknown): string | undefined =>
  typeof expr === 'object' && expr !== null && 'var' in expr ? (expr.var as string) : undefined;

const isLiteral = (expr: unknown): expr is number | string | boolean =>
  Array.isArray(expr) ? expr.every(isLiteral) : ['number', 'string', 'boolean'].includes(typeof expr);

const useOf = (uses: Map<string, Gathered>, path: string): Gathered => {
  const known = uses.get(path) ?? { numbers: new Set(), texts: new Set(), opaque: false };
  uses.set(path, known);
  return known;
};

const take = (use: Gathered, literals: readonly unknown[]): void => {
  for (const literal of literals.flat(9)) {
    if (typeof literal === 'number') use.numbers.add(literal);
    if (typeof literal === 'string') use.texts.add(literal);
  }
};

/** A comparison of one path with nothing but literals. */
const compared = (operator: string, operands: unknown): readonly [string, unknown[]] | undefined => {
  if (!COMPARISONS.includes(operator) || !Array.isArray(operands)) return undefined;
  const [path, ...more] = operands.flatMap((operand) => variableOf(operand) ?? []);
  const literals = operands.filter(isLiteral);
  const isPlain = path !== undefined && more.length === 0 && literals.length === operands.length - 1;
  return isPlain ? [path, literals] : undefined;
};

const gather = (expr: unknown, uses: Map<string, Gathered>): void => {
  if (Array.isArray(expr)) return expr.forEach((item) => gather(item, uses));
  if (typeof expr !== 'object' || expr === null) return;
  const variable = variableOf(expr);
  if (variable !== undefined) {
    useOf(uses, variable).opaque = true;
    return;
  }
  for (const [operator, operands] of Object.entries(expr)) {
    const plain = compared(operator, operands);
    if (plain) take(useOf(uses, plain[0]), plain[1]);
    else gather(operands, uses);
  }
};

/** How validated expressions use each path that they read. */
export const usesOf = (expressions: readonly unknown[]): ReadonlyMap<string, Use> => {
  const uses = new Map<string, Gathered>();
  gather(expressions, uses);
  return uses;
};
