import type { Colour, IssuerCode, Scheme } from '@huren/standard';
import data from './data/presented.json' with { type: 'json' };
import type { ReasonTemplate } from './reason-template.ts';

type Presented = {
  readonly issuer: IssuerCode;
  readonly scheme: Scheme;
  readonly presented: string;
  readonly meanings: Partial<Record<Colour, readonly (readonly ReasonTemplate[])[]>>;
};

const dialects = data.dialects as unknown as readonly Presented[];
const patterns = dialects.map(({ issuer, scheme, presented }) => ({
  issuer,
  scheme,
  pattern: new RegExp(presented, 'u'),
}));
const meanings = new Map(
  dialects.map((dialect) => [`${dialect.issuer}.${dialect.scheme}`, dialect.meanings]),
);

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

/** What an issuer's bare colour may mean: each entry one set of reasons. Undefined: nothing is known. */
export const meaningsOf = (
  issuer: IssuerCode,
  scheme: Scheme,
  colour: Colour,
): readonly (readonly ReasonTemplate[])[] | undefined => meanings.get(`${issuer}.${scheme}`)?.[colour];
