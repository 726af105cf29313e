import { z } from 'zod';

const line = z.strictObject({
  line: z.int(),
  outcome: z.string().meta({ description: '`refused`, or what the line did.' }),
  code: z.string().optional(),
  field: z.string().optional(),
  message: z.string().optional(),
});

/** What came of an import, with every line. */
export const importAnswer = z
  .strictObject({ accepted: z.int(), unchanged: z.int(), refused: z.int(), lines: z.array(line) })
  .meta({ id: 'ImportReport' });
