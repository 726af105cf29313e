import { z } from 'zod';

/** The last revision that can be told: databases keep no higher one. */
export const LAST_REVISION = 2 ** 31 - 1;

/** How many times something was told, this one among them. */
export const revision = z.int().positive().max(LAST_REVISION);
