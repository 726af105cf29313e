import { RESULTS } from '@huren/standard';
import { z } from 'zod';

/** What was decided about the code that nobody has. */
export const canarySent = z.strictObject({ result: z.enum(RESULTS) }).meta({ id: 'CanarySent' });
