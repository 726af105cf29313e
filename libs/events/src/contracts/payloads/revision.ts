import { z } from 'zod';

/** The last revision that can be told: databases keep no higher one. */
export const LAST_REVISION = 2 ** 31 - 1;

/** Greater than that of whatever was told of the same before; it says nothing else. */
export const revision = z.int().positive().max(LAST_REVISION);
