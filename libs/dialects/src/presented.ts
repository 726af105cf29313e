import type { IssuerCode, Scheme } from '@huren/standard';
import { allDialects } from './registry.ts';

const patterns = allDialects().map(({ document: { issuer, scheme, presented } }) => ({
  issuer,
  scheme,
  pattern: new RegExp(presented.pattern, 'u'),
}));

/** A string of an issuer's own, recognised by its pattern, and the reference in it. */
export type RecognisedString = {
  readonly issuer: IssuerCode;
  readonly scheme: Scheme;
  readonly reference: string;
};

/** Whose own string a presented text is. No text is two issuers'. */
export const recognisePresented = (presented: string): RecognisedString[] =>
  patterns.flatMap(({ issuer, scheme, pattern }) => {
    const reference = pattern.exec(presented)?.groups?.['ref'];
    return reference === undefined ? [] : [{ issuer, scheme, reference }];
  });
