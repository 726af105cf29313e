import type { IssuerCode } from '../identifiers.ts';
import type { Scheme } from '../palettes.ts';
import data from './issuers.json' with { type: 'json' };

/** Who issues codes: 31 provincial units, the Corps, the national platform, and cities within a province. */
export type Issuer = {
  readonly code: IssuerCode;
  readonly name: { readonly 'zh-CN': string; readonly en: string };
  /** Other names that people know, in Chinese. */
  readonly otherNames?: readonly string[];
  /** Palettes that it issues in, the usual one first. */
  readonly schemes: readonly [Scheme, ...Scheme[]];
  readonly nameStatus: 'documented' | 'customary';
};

const issuers = new Map(
  (data.issuers as unknown as readonly Issuer[]).map((issuer) => [issuer.code, issuer]),
);

export const allIssuers = (): Issuer[] => [...issuers.values()];

export const findIssuer = (code: string): Issuer | undefined => issuers.get(code as IssuerCode);

export const isIssuer = (code: string): code is IssuerCode => issuers.has(code as IssuerCode);
