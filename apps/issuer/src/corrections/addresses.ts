import { ProblemException, problem, refuse } from '@huren/platform';
import { findIssuer, isDivision } from '@huren/standard';
import type { Correction } from './correction.ts';

/** Reasons are stated by issuers, and by divisions that issue no codes. @throws ProblemException `unknown_issuer` */
export const checkAuthority = (code: string): void => {
  if (!findIssuer(code) && !isDivision(code))
    refuse(404, 'unknown_issuer', 'issuer', `${code.slice(0, 12)} is no issuer and no division.`);
};

/**
 * The correction, if the authority of the address has a part in it: it issued the code, stated the reason, or must answer.
 * @throws ProblemException `unknown_correction`
 */
export const checkParty = (correction: Correction | undefined, authority: string): Correction => {
  const parties = correction
    ? [correction.codeRef.slice(0, 6), correction.statedBy, correction.addressee]
    : [];
  if (correction && parties.includes(authority)) return correction;
  throw new ProblemException(problem(404, 'unknown_correction', 'No correction of this issuer has this id.'));
};
