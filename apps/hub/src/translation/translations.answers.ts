import { divisionCode, healthCodeRecord } from '@huren/standard';
import { z } from 'zod';
import { toldDecision } from '../recognition/recognition.answers.ts';
import { UNCONVERTED } from './translate.ts';

const national = healthCodeRecord.meta({ ...healthCodeRecord.meta(), id: 'HealthCodeRecord' });

const destination = z.strictObject({
  issuer: divisionCode.meta({ description: 'Whose dialect it is.' }),
  raw: z.unknown().meta({ description: "The record in the destination's own dialect." }),
  lost: z
    .array(z.strictObject({ pointer: z.string(), reason: z.string() }))
    .meta({ description: 'What the dialect could not carry.' }),
});

/** A converted code; the records are null where the decision refuses, and where there is a `fault`. */
export const translation = z
  .strictObject({
    decision: toldDecision,
    national: national.nullable(),
    destination: destination.nullable(),
    fault: z.enum(UNCONVERTED).optional().meta({
      description: 'Why a recognised code is not converted: try again later, or recognise it by showing.',
    }),
  })
  .meta({ id: 'Translation' });
