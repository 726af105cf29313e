import { refuse } from '@huren/platform';
import { findIssuer } from '@huren/standard';
import type { Issuer, IssuerCode } from '@huren/standard';

/** The issuer of a path, if this deployment hosts it. @throws ProblemException `unknown_issuer` */
export const hostedIssuer = (code: string, hosted: ReadonlySet<IssuerCode>): Issuer => {
  const issuer = findIssuer(code);
  if (issuer && hosted.has(issuer.code)) return issuer;
  return refuse(404, 'unknown_issuer', 'issuer', `${code.slice(0, 12)} is no issuer of this deployment.`);
};
