import { hasBirthday, hasValidCheck, upgrade } from './check-digit.ts';
import { normaliseNumber } from './normalise.ts';

/** Document types with the codes that an interface in use gives them. */
export const DOCUMENT_TYPES = {
  resident_id: '10',
  hk_macao_permit: '14',
  taiwan_permit: '15',
  taiwan_permit_single: '16',
  passport: '20',
  foreigner_permanent_residence: '34',
  other: '99',
} as const;
export type DocumentType = keyof typeof DOCUMENT_TYPES;

export type IdentityDocument = { readonly type: DocumentType; readonly number: string };

/** What can be wrong with a document. */
export const DOCUMENT_FAULTS = [
  'unknown_type',
  'malformed',
  'wrong_check_digit',
  'impossible_birthday',
] as const;

export type DocumentFault = {
  readonly code: (typeof DOCUMENT_FAULTS)[number];
  readonly field: 'type' | 'number';
  readonly message: string;
};

export type ParsedDocument =
  | { readonly ok: true; readonly document: IdentityDocument }
  | { readonly ok: false; readonly error: DocumentFault };

const FORMS: Record<Exclude<DocumentType, 'resident_id'>, RegExp> = {
  hk_macao_permit: /^[HM]\d{8}(\d{2})?$/,
  taiwan_permit: /^\d{8}$/,
  taiwan_permit_single: /^(\d{8}|\d{10}[A-Z]?)$/,
  passport: /^[A-Z0-9]{5,9}$/,
  foreigner_permanent_residence: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  other: /^[A-Z0-9]{4,30}$/,
};

const fault = (
  code: DocumentFault['code'],
  field: DocumentFault['field'],
  message: string,
): ParsedDocument => ({
  ok: false,
  error: { code, field, message },
});

const isType = (type: string): type is DocumentType => Object.hasOwn(DOCUMENT_TYPES, type);

/**
 * A document, normalised and checked. The number of a resident is 18 characters with a check by GB 11643,
 * or the old 15 digits; its first six digits need not be a county of today.
 */
export const parseDocument = (given: { type: string; number: string }): ParsedDocument => {
  if (!isType(given.type)) return fault('unknown_type', 'type', 'is no document type');
  const number = normaliseNumber(given.number);
  if (given.type === 'resident_id') return parseResidentId(number);
  if (!FORMS[given.type].test(number)) {
    return fault('malformed', 'number', `does not have the form of a ${given.type} number`);
  }
  const isNumbered = given.type === 'foreigner_permanent_residence' && number.length === 18;
  return isNumbered ? checked(given.type, number) : { ok: true, document: { type: given.type, number } };
};

const parseResidentId = (number: string): ParsedDocument => {
  if (/^\d{15}$/.test(number)) return checked('resident_id', upgrade(number));
  return /^\d{17}[\dX]$/.test(number)
    ? checked('resident_id', number)
    : fault('malformed', 'number', 'is neither 17 digits with a check character nor 15 digits');
};

const checked = (type: DocumentType, number: string): ParsedDocument => {
  if (!hasBirthday(number)) return fault('impossible_birthday', 'number', 'digits 7 to 14 are no day');
  return hasValidCheck(number)
    ? { ok: true, document: { type, number } }
    : fault('wrong_check_digit', 'number', 'the last character does not fit the others');
};

/** Characters of a HK/Macao permit that stay with a person; the other two count its renewals. */
const LIFELONG = 9;

/**
 * What identifies the person behind a document: the same for every renewal of a HK/Macao permit and for
 * the 15- and 18-digit number of one resident. Never stored: subjects are derived from it.
 */
export const identityOf = ({ type, number }: IdentityDocument): string =>
  `${type}:${type === 'hk_macao_permit' ? number.slice(0, LIFELONG) : number}`;
