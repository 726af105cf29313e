const gather = (expr: unknown, into: Set<string>): void => {
  if (Array.isArray(expr)) return expr.forEach((item) => gather(item, into));
  if (typeof expr !== 'object' || expr === null) return;
  const [operator, operands] = Object.entries(expr)[0] as [string, unknown];
  if (operator === 'var') into.add(operands as string);
  // Inside its lambda a reduce reads its own accumulator and current, not the data.
  else if (operator === 'reduce') gather([(operands as unknown[])[0], (operands as unknown[])[2]], into);
  else gather(operands, into);
};

/** The data paths that a validated expression may read, sorted, each once. */
export const readsOf = (expression: unknown): string[] => {
  const paths = new Set<string>();
  gather(expression, paths);
  return [...paths].sort();
};
