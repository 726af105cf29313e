import { provinceOf } from '@huren/standard';
import type { DocumentType, Issuer, Scheme } from '@huren/standard';
import channels from './channels.json' with { type: 'json' };

export type AdmissionRefusal = { readonly code: string; readonly field: string; readonly message: string };

const byIssuer: Readonly<Record<string, readonly string[]>> = channels.byIssuer;

/** Ways in which an issuer takes applications: its own, else its province's, else the usual ones. */
export const channelsOf = ({ code }: Issuer): readonly string[] =>
  byIssuer[code] ?? byIssuer[provinceOf(code)] ?? channels.others;

/** Documents of those for whom the international version is: who comes from abroad, or is a foreigner. */
const INTERNATIONAL: readonly DocumentType[] = ['passport', 'foreigner_permanent_residence'];

/** Any document leads to a code; a passport to the international version, where there is one. */
const takes = ({ schemes }: Issuer, scheme: Scheme, type: DocumentType): boolean =>
  scheme === 'international'
    ? INTERNATIONAL.includes(type)
    : type !== 'passport' || !schemes.includes('international');

/** The scheme of an application that names none: the issuer's first that takes the document, else its first. */
export const usualScheme = (issuer: Issuer, type: DocumentType): Scheme =>
  issuer.schemes.find((scheme) => takes(issuer, scheme, type)) ?? issuer.schemes[0];

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
  return takes(issuer, scheme, type)
    ? undefined
    : {
        code: 'document_not_accepted',
        field: 'document.type',
        message: `is not accepted by ${issuer.code} for the ${scheme} scheme`,
      };
};
