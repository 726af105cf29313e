import { z } from 'zod';

/** A GB/T 2260 division code: two digits a province, two a city, two a county. */
export type DivisionCode = `${number}`;

/** Who issues codes: a division, `660000` the Corps, `000000` the national platform. */
export type IssuerCode = DivisionCode;

/** Issuer and 128 random bits in Crockford base 32, lower case. Says nothing about the holder. */
export type CodeRef = `${IssuerCode}.${string}`;

/** Pseudonym of a holder under the federation's key. Never a document number. */
export type Subject = string & { readonly subject?: never };

export const divisionCode = z
  .string()
  .regex(/^\d{6}$/, 'six digits of GB/T 2260')
  .transform((value) => value as DivisionCode)
  .meta({ title: 'Division', description: 'Six digits of GB/T 2260.' });

export const codeRef = z
  .string()
  .regex(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, 'issuer, a dot and 26 characters of Crockford base 32')
  .transform((value) => value as CodeRef)
  .meta({ description: 'Issuer and 128 random bits. Says nothing about the holder.' });

export const subject = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{32}$/, '32 characters of Crockford base 32')
  .meta({ description: "Pseudonym of the holder under the federation's key, never a document number." });

/** The issuer named in a code reference. */
export const issuerOf = (ref: CodeRef): IssuerCode => ref.slice(0, 6) as IssuerCode;

export const NATIONAL_PLATFORM: IssuerCode = '000000';
export const CORPS: IssuerCode = '660000';
