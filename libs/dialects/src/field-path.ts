import { pointerOf } from '@huren/standard';
import type { FieldError } from '@huren/standard';
import { z } from 'zod';

/** Where a field lies: names joined by dots; a number is a place in an array. */
export const fieldPath = z
  .string()
  .regex(/^(?!.*__proto__)[^.\s]+(\.[^.\s]+)*$/, 'names joined by dots')
  .meta({ description: 'Names joined by dots; a number is a place in an array, as in `yqReports.0.date`.' });

/** The JSON pointer of a field. */
export const pointerTo = (path: string): string => pointerOf(path.split('.'));

/** What is wrong with a field, or with one below it. */
export const faultAt = (
  path: string,
  code: string,
  message: string,
  below: readonly PropertyKey[] = [],
): FieldError => ({ pointer: pointerTo(path) + pointerOf(below), code, message });

export const missingAt = (path: string, below: readonly PropertyKey[] = []): FieldError =>
  faultAt(path, 'missing', 'is missing', below);
