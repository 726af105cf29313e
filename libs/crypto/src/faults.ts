/** Why a presented string does not open. */
export type PresentedFault =
  | 'malformed'
  | 'unknown_key'
  | 'altered'
  | 'expired'
  | 'not_yet_valid'
  | 'foreign';

export type Unopened = { readonly ok: false; readonly fault: PresentedFault; readonly issuer?: string };

export const unopened = (fault: PresentedFault, issuer?: string): Unopened => ({
  ok: false,
  fault,
  ...(issuer === undefined ? {} : { issuer }),
});
