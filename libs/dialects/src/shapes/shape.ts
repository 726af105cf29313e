import { z } from 'zod';

const text = z.string().min(1);
const names = z.array(text).min(2);

/** How a record lies on the wire. */
export const shape = z
  .discriminatedUnion('as', [
    z.strictObject({ as: z.literal('object') }).meta({ description: 'A JSON object.' }),
    z
      .strictObject({ as: z.literal('pairs'), name: text, value: text })
      .meta({ description: 'An array of objects, each with a name and a value.' }),
    z
      .strictObject({ as: z.literal('delimited'), separator: text, fields: names })
      .meta({ description: 'One text with the fields in order, a separator between them.' }),
    z
      .strictObject({
        as: z.literal('positional'),
        fields: z.array(z.strictObject({ name: text, width: z.int().positive() })).min(2),
      })
      .meta({ description: 'One text in which each field has its place, filled up with blanks.' }),
    z
      .strictObject({ as: z.literal('query') })
      .meta({ description: 'One text of names and values, as in the query of an address.' }),
    z
      .strictObject({ as: z.literal('tagged'), root: z.string().regex(/^[A-Za-z][\w-]*$/) })
      .meta({ description: 'One text of flat XML: a root, and an element for each field.' }),
  ])
  .meta({ description: 'How a record lies on the wire.' });
export type Shape = z.infer<typeof shape>;
