/** Whether arrays and objects stand in one another at most so many levels deep: what is deeper overflows the stacks of others. */
export const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inside) => isShallow(inside, levels - 1)));
