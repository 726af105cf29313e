import { PATHS, bilingual } from '@huren/recognition';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';

const fields = { division: divisionCode, path: z.literal(PATHS), version: z.int().positive() };

/** A member after a change, and all of them with their names. */
export const changedMember = z.strictObject(fields).meta({ id: 'ChangedMember' });

export const members = z
  .strictObject({
    members: z.array(z.strictObject({ ...fields, name: bilingual.nullable(), changedAt: instant })),
  })
  .meta({ id: 'Members' });
