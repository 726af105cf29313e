import type { FieldProblem } from '@huren/platform';
import { fieldErrors } from '@huren/standard';
import type { z } from 'zod';

/** A document, or what is wrong with it. */
export type Checked<T> = { readonly value?: T; readonly faults: readonly FieldProblem[] };

/** A document by its schema. @param at pointer of where it stands */
export const readDocument = <T>(schema: z.ZodType<T>, given: unknown, at: string): Checked<T> => {
  const { data, error } = schema.safeParse(given, { reportInput: true });
  if (!error) return { value: data as T, faults: [] };
  const faults = fieldErrors(error.issues).map(({ pointer, message }) => ({
    pointer: `${at}${pointer}`,
    reason: message,
  }));
  return { faults };
};
