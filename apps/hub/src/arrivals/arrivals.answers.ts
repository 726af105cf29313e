import { PATHS } from '@huren/recognition';
import { divisionCode } from '@huren/standard';
import { z } from 'zod';

/** A stay that was declared. */
export const declaredArrival = z
  .strictObject({
    arrivalId: z.uuid(),
    destination: divisionCode,
    path: z.literal(PATHS).meta({ description: "The destination's." }),
    sharedWith: divisionCode
      .nullable()
      .meta({ description: 'The province that gets the record until the stay ends; null: none does.' }),
  })
  .meta({ id: 'DeclaredArrival' });
