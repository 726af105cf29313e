import { provinceOf } from '@huren/standard';
import type { DocumentType, Issuer, Scheme } from '@huren/standard';
import channels from './channels.json' with { type: 'json' };

export type AdmissionRefusal = { readonly code: string; readonly field: string; readonly message: string };

const byIssuer: Readonly<Record<string, readonly string[]>> = channels.byIssuer;

/** Ways in which an issuer takes applications: its own, else its province's, else the usual ones. */
export const channelsOf = ({ code }: Issuer): readonly string[] =>
  byIssuer[code] ?? byIssuer[provinceOf(code)] ?? channels.others;

/** Documents by which each scheme knows people. The international version is for those without a resident ID. */
const DOCUMENTS: Record<Scheme, readonly DocumentType[]> = {
  domestic: ['resident_id', 'hk_macao_permit', 'taiwan_permit', 'foreigner_permanent_residence', 'other'],
  international: [
    'passport',
    'hk_macao_permit',
    'taiwan_permit',
    'taiwan_permit_single',
    'foreigner_permanent_residence',
  ],
  national: ['resident_id', 'hk_macao_permit', 'taiwan_permit', 'passport', 'foreigner_permanent_residence'],
};

/** The scheme of an application that names none: the issuer's first that takes the document, else its first. */
export const usualScheme = ({ schemes }: Issuer, type: DocumentType): Scheme =>
  schemes.find((scheme) => DOCUMENTS[scheme].includes(type)) ?? schemes[0];

/** Whether an issuer takes an application of this kind, or why not. */
export const admissionRefusal = (
  issuer: Issuer,
  { channel, scheme, type }: { channel: string; scheme: Scheme; type: DocumentType },
): AdmissionRefusal | undefined => {
  if (!issuer.schemes.includes(scheme)) {
    return {
      code: 'scheme_not_issued',
      field: 'scheme',
      message: `${issuer.code} does not issue the ${scheme} scheme`,
    };
  }
  if (!channelsOf(issuer).includes(channel)) {
    return {
      code: 'unknown_channel',
      field: 'channel',
      message: `is none of ${channelsOf(issuer).join(', ')}`,
    };
  }
  return DOCUMENTS[scheme].includes(type)
    ? undefined
    : {
        code: 'document_not_accepted',
        field: 'document.type',
        message: `is not accepted for the ${scheme} scheme`,
      };
};
