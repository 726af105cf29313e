/** What an expression evaluates to: JSON, or a moment in time. */
export type Value =
  null | boolean | number | string | Date | readonly Value[] | { readonly [key: string]: Value };

/** Truth as CertLogic has it; undefined for what is neither truthy nor falsy. */
export const truthOf = (value: Value): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value !== 0;
  if (value instanceof Date) return undefined;
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
};

export const isInteger = (value: unknown): value is number => Number.isInteger(value);
