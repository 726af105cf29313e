import { COLOURS, SCHEMES, codeRef, divisionCode, healthCodeRecord, instant } from '@huren/standard';
import { z } from 'zod';

const state = {
  issuer: divisionCode,
  scheme: z.enum(SCHEMES),
  colour: z.enum(COLOURS),
  validUntil: instant,
};

/** A code as it stands after a write. */
export const codeAnswer = z
  .strictObject({ codeRef, ...state, version: z.int().positive() })
  .meta({ id: 'CodeState' });

const { subject: _subject, ...told } = healthCodeRecord.shape;

const holder = z
  .strictObject({ name: z.string(), documentType: z.string(), documentNumber: z.string() })
  .meta({ description: 'The holder, masked.' });

const consent = z
  .strictObject({ givenAt: instant, channel: z.string().nullable(), version: z.string().nullable() })
  .meta({ description: 'Given with an application. Null: an earlier release did not keep it.' });

export const healthInformation = z
  .strictObject({ record: z.strictObject(told), holder, consents: z.array(consent) })
  .meta({ id: 'HealthInformation' });

export const madeCode = z
  .strictObject({ presented: z.string().meta({ description: 'To be shown.' }), expiresAt: instant })
  .meta({ id: 'MadeCode' });

const proof = z.strictObject({ ...state, issuedAt: instant });

const failure = z.strictObject({
  result: z.enum(['expired', 'verification_failed', 'not_found', 'unavailable']),
  fault: z.string(),
});

/** What a string is to its issuer. */
export const verifiedCode = z
  .union([z.strictObject({ result: z.literal('valid'), proof }), failure])
  .meta({ id: 'VerifiedCode' });
